import { Select } from '@mantine/core';
import { CHOICE_CATALOGUES, offeredEntries } from '../../../shared/catalogue/catalogues';
import { type ChoiceParameter, defaultsOf } from '../../../shared/catalogue/parameter';
import { type CatalogueEntry, formulaIn, type Registry } from '../../../shared/catalogue/registry';
import { type Choice, choiceSchema, type JsonValue } from '../../../shared/document/schema';
import { useLocale, useSay, useWords } from '../../app/i18n/i18n';
import { ParameterForm } from '../parameter-form';
import { inspectorWords } from '../words';
import classes from './choice-field.module.css';
import type { FieldProps, FieldValue } from './field';
import { FieldFrame } from './field-frame';

/** The choice that a value is; null for a mixed or damaged one. */
export function choiceOf(value: FieldValue): Choice | null {
  if (value.mixed) return null;
  const parsed = choiceSchema.safeParse(value.value);
  return parsed.success ? parsed.data : null;
}

interface ChoiceControlProps {
  readonly registry: Registry<CatalogueEntry>;
  /** Fewer than all where some make no sense; the chosen one is shown all the same. */
  readonly offered?: readonly CatalogueEntry[];
  readonly label: string;
  readonly help: string;
  readonly fault: string | null;
  readonly isMixed: boolean;
  readonly choice: Choice | null;
  readonly onChange: (choice: Choice) => void;
}

/** One entry of a catalogue with the form of its own parameters and its formula. */
export function ChoiceControl(props: ChoiceControlProps) {
  const { registry, label, help, fault, isMixed, choice, onChange } = props;
  const say = useSay();
  const locale = useLocale();
  const t = useWords(inspectorWords);
  const entry = choice ? registry.find(choice.kind) : undefined;
  const { offered = registry.entries } = props;
  const unoffered = entry && !offered.includes(entry) ? [entry] : [];
  const unknown =
    choice && !entry
      ? [{ value: choice.kind, label: t('unknownEntry', { kind: choice.kind }), disabled: true }]
      : [];
  const choose = (kind: string | null) => {
    const next = kind === null ? undefined : registry.find(kind);
    if (next && next.kind !== choice?.kind) {
      onChange({ kind: next.kind, parameters: defaultsOf(next.parameters) });
    }
  };
  return (
    <>
      <FieldFrame label={label} help={help} error={fault}>
        {(ids) => (
          <Select
            {...ids}
            data={[
              ...[...offered, ...unoffered].map(({ kind, label: name }) => ({
                value: kind,
                label: say(name),
              })),
              ...unknown,
            ]}
            value={choice?.kind ?? null}
            placeholder={isMixed ? t('mixed') : undefined}
            allowDeselect={false}
            searchable
            nothingFoundMessage="–"
            maxDropdownHeight={320}
            onChange={choose}
          />
        )}
      </FieldFrame>
      {entry && choice && (
        <div className={classes.nested}>
          <div className={classes.formula} title={say(entry.summary)}>
            {formulaIn(entry.formula, locale)}
          </div>
          <ParameterForm
            table={entry.parameters}
            values={choice.parameters}
            onChange={(name, value) =>
              onChange({ ...choice, parameters: { ...choice.parameters, [name]: value } })
            }
          />
        </div>
      )}
    </>
  );
}

export function ChoiceField({ parameter, value, fault, onChange }: FieldProps<ChoiceParameter>) {
  const say = useSay();
  return (
    <ChoiceControl
      registry={CHOICE_CATALOGUES[parameter.catalogue]}
      offered={offeredEntries(parameter)}
      label={say(parameter.label)}
      help={say(parameter.help)}
      fault={fault}
      isMixed={value.mixed}
      choice={choiceOf(value)}
      onChange={(choice) => onChange(choice as unknown as JsonValue)}
    />
  );
}
