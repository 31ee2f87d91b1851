import { Alert, Select, Text } from '@mantine/core';
import { Info } from 'lucide-react';
import { useMemo } from 'react';
import type { DatasetDefinition } from '../../shared/catalogue/dataset';
import { DATASETS } from '../../shared/catalogue/datasets';
import type { ParameterTable } from '../../shared/catalogue/parameter';
import { useSay, useWords } from '../app/i18n/i18n';
import { useProject } from '../app/state/project-store';
import { ParameterForm } from '../inspector/parameter-form';
import { chooseDataset, setDatasetParameter } from './data-edits';
import styles from './data-panel.module.css';
import { editData } from './edit-data';
import { dismissImport } from './import-store';
import { dataWords } from './words';

const ORIGIN_GROUPS = { generated: 'generated', package: 'builtIn', file: 'own' } as const;
const ORIGINS = Object.keys(ORIGIN_GROUPS) as DatasetDefinition['origin'][];

/** Parameters that a person sets; those of a file were found by its import. */
const typedParameters = (entry: DatasetDefinition | undefined): ParameterTable =>
  Object.fromEntries(
    Object.entries(entry?.parameters ?? {}).filter(([name]) => !entry?.imported?.includes(name)),
  );

/** Which dataset, what it is, and its own parameters. */
export function DatasetSection() {
  const t = useWords(dataWords);
  const say = useSay();
  const { kind, parameters } = useProject(({ document }) => document.data.dataset);
  const entry = DATASETS.find(kind);
  const table = useMemo(() => typedParameters(entry), [entry]);
  return (
    <section className={styles.section}>
      <Select
        label={t('dataset')}
        data={ORIGINS.map((origin) => ({
          group: t(ORIGIN_GROUPS[origin]),
          items: DATASETS.entries
            .filter((dataset) => dataset.origin === origin)
            .map((dataset) => ({ value: dataset.kind, label: say(dataset.label) })),
        }))}
        value={entry ? kind : null}
        placeholder={entry ? undefined : kind}
        error={entry ? undefined : t('unknownDataset', { kind })}
        allowDeselect={false}
        maxDropdownHeight={400}
        onChange={(next) => {
          if (!next) return;
          dismissImport();
          editData((document) => chooseDataset(document, next));
        }}
      />
      {entry && (
        <>
          <Text size="sm" c="dimmed">
            {say(entry.summary)}
          </Text>
          {entry.note && (
            <Alert
              variant="default"
              icon={<Info size={16} aria-hidden />}
              title={t('mindThis')}
              classNames={{ title: styles.alertTitle, message: styles.alertText }}
              p="sm"
            >
              {say(entry.note)}
            </Alert>
          )}
          {Object.keys(table).length > 0 && (
            <ParameterForm
              table={table}
              values={parameters}
              onChange={(name, value) =>
                editData((document) => setDatasetParameter(document, name, value))
              }
            />
          )}
          {entry.origin === 'package' && (
            <Text size="xs" c="dimmed">
              {t('source', { source: entry.source })}
            </Text>
          )}
        </>
      )}
    </section>
  );
}
