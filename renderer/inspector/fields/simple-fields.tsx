import { MultiSelect, Select, Switch, Textarea } from '@mantine/core';
import type {
  BooleanParameter,
  NamesParameter,
  OptionParameter,
  TextParameter,
} from '../../../shared/catalogue/parameter';
import { useSay, useWords } from '../../app/i18n/i18n';
import { useAnalysis } from '../../app/state/analysis';
import { pauseHistory, resumeHistory } from '../../app/state/project-store';
import { inspectorWords } from '../words';
import type { FieldProps } from './field';
import { FieldFrame } from './field-frame';

export function BooleanField({ parameter, value, fault, onChange }: FieldProps<BooleanParameter>) {
  const say = useSay();
  const t = useWords(inspectorWords);
  const help = value.mixed ? t('mixedHelp') : say(parameter.help);
  return (
    <FieldFrame
      label={say(parameter.label)}
      help={help}
      error={fault}
      aside={value.mixed && t('mixed')}
      inline
    >
      {(ids) => (
        <Switch
          {...ids}
          checked={!value.mixed && value.value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )}
    </FieldFrame>
  );
}

export function OptionField({ parameter, value, fault, onChange }: FieldProps<OptionParameter>) {
  const say = useSay();
  const t = useWords(inspectorWords);
  const chosen = !value.mixed && typeof value.value === 'string' ? value.value : null;
  return (
    <FieldFrame label={say(parameter.label)} help={say(parameter.help)} error={fault}>
      {(ids) => (
        <Select
          {...ids}
          data={parameter.options.map((option) => ({
            value: option.value,
            label: say(option.label),
          }))}
          value={chosen}
          placeholder={value.mixed ? t('mixed') : undefined}
          allowDeselect={false}
          onChange={(next) => next !== null && onChange(next)}
        />
      )}
    </FieldFrame>
  );
}

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');

/** Names of feature columns; those that the data no longer have stay in the list, so that they can be removed. */
export function NamesField({ parameter, value, fault, onChange }: FieldProps<NamesParameter>) {
  const say = useSay();
  const t = useWords(inspectorWords);
  const featureNames = useAnalysis((analysis) => analysis.data.featureNames);
  const chosen = !value.mixed && isNames(value.value) ? value.value : [];
  const names = [...new Set([...featureNames, ...chosen])];
  return (
    <FieldFrame label={say(parameter.label)} help={say(parameter.help)} error={fault}>
      {(ids) => (
        <MultiSelect
          {...ids}
          data={names}
          value={chosen}
          placeholder={value.mixed ? t('mixed') : chosen.length === 0 ? t('allColumns') : undefined}
          searchable
          clearable
          onChange={onChange}
        />
      )}
    </FieldFrame>
  );
}

export function TextField({ parameter, value, fault, onChange }: FieldProps<TextParameter>) {
  const say = useSay();
  const t = useWords(inspectorWords);
  return (
    <FieldFrame label={say(parameter.label)} help={say(parameter.help)} error={fault}>
      {(ids) => (
        <Textarea
          {...ids}
          autosize
          maxLength={parameter.maximumCharacters}
          value={!value.mixed && typeof value.value === 'string' ? value.value : ''}
          placeholder={value.mixed ? t('mixed') : undefined}
          onChange={(event) => {
            pauseHistory();
            onChange(event.currentTarget.value);
          }}
          onBlur={resumeHistory}
        />
      )}
    </FieldFrame>
  );
}
