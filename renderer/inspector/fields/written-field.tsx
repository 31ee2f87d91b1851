import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { expectedText } from '../../../shared/catalogue/parameter-text';
import { useSay, useWords } from '../../app/i18n/i18n';
import { pauseHistory, resumeHistory } from '../../app/state/project-store';
import { fieldText, isSteppable, parseField, stepped, type WrittenParameter } from '../parse-field';
import { inspectorWords } from '../words';
import type { FieldProps } from './field';
import { FieldFrame } from './field-frame';

const SHIFT_FACTOR = 10;
const DIRECTIONS: Readonly<Record<string, 1 | -1>> = { ArrowUp: 1, ArrowDown: -1 };

/**
 * A number or a shape, written as text. Every valid state while typing reaches the document, so that shapes follow
 * live; all of it is one undo step. What is not valid stays in the field with the reason, and the document keeps
 * its last good value.
 */
export function WrittenField({ parameter, value, fault, onChange }: FieldProps<WrittenParameter>) {
  const t = useWords(inspectorWords);
  const say = useSay();
  const known = value.mixed ? '' : fieldText(value.value);
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? known;
  const parsed = draft === null ? undefined : parseField(parameter, draft);
  const isWrong = draft !== null && parsed === undefined;
  const label = say(parameter.label);

  // A field that goes away while it is written in gets no blur; its step must end all the same.
  useEffect(() => resumeHistory, []);

  const finish = () => {
    resumeHistory();
    if (!isWrong) setDraft(null);
  };
  const write = (next: string) => {
    setDraft(next);
    const allowed = parseField(parameter, next);
    if (allowed === undefined) return;
    pauseHistory();
    onChange(allowed);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const direction = DIRECTIONS[event.key];
    if (direction !== undefined && isSteppable(parameter)) {
      event.preventDefault();
      const start = parsed ?? (value.mixed ? parameter.default : value.value);
      if (typeof start !== 'number') return;
      const next = stepped(parameter, start, direction, event.shiftKey ? SHIFT_FACTOR : 1);
      write(fieldText(next));
    }
    if (event.key === 'Enter') finish();
    if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      setDraft(null);
      resumeHistory();
    }
  };

  const wrongText = () => {
    const sentence = t('invalid', {
      field: label,
      expected: say(expectedText(parameter)),
      value: text,
    });
    return known === '' ? sentence : `${sentence} ${t('stillIs', { field: label, value: known })}`;
  };
  return (
    <FieldFrame label={label} help={say(parameter.help)} error={isWrong ? wrongText() : fault}>
      {(ids) => (
        <TextInput
          {...ids}
          value={text}
          error={isWrong || fault !== null}
          inputMode={isSteppable(parameter) ? 'decimal' : 'text'}
          placeholder={
            value.mixed ? t('mixed') : parameter.type === 'shape' ? t('shapeHint') : undefined
          }
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => write(event.currentTarget.value)}
          onBlur={finish}
          onKeyDown={onKeyDown}
        />
      )}
    </FieldFrame>
  );
}
