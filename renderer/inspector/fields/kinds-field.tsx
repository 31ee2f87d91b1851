import { MultiSelect } from '@mantine/core';
import { METRICS, metricsFor } from '../../../shared/catalogue/metrics';
import type { KindsParameter } from '../../../shared/catalogue/parameter';
import { useSay, useWords } from '../../app/i18n/i18n';
import { useAnalysis } from '../../app/state/analysis';
import { inspectorWords } from '../words';
import type { FieldProps } from './field';
import { FieldFrame } from './field-frame';

const isKinds = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((kind) => typeof kind === 'string');

/** Metrics that fit the data, and those that were chosen for other data, so that they can be removed. */
export function KindsField({ parameter, value, fault, onChange }: FieldProps<KindsParameter>) {
  const say = useSay();
  const t = useWords(inspectorWords);
  const task = useAnalysis((analysis) => analysis.data.task);
  const chosen = !value.mixed && isKinds(value.value) ? value.value : [];
  const fitting = metricsFor(task);
  const kinds = [...new Set([...fitting.map(({ kind }) => kind), ...chosen])];
  const labelOf = (kind: string) => {
    const metric = METRICS.find(kind);
    return metric ? say(metric.label) : t('unknownEntry', { kind });
  };
  return (
    <FieldFrame label={say(parameter.label)} help={say(parameter.help)} error={fault}>
      {(ids) => (
        <MultiSelect
          {...ids}
          data={kinds.map((kind) => ({ value: kind, label: labelOf(kind) }))}
          value={chosen}
          placeholder={chosen.length === 0 ? labelOf(fitting[0].kind) : undefined}
          clearable
          onChange={onChange}
        />
      )}
    </FieldFrame>
  );
}
