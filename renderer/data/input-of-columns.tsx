import { Button, MultiSelect, Text } from '@mantine/core';
import { LogIn } from 'lucide-react';
import { useMemo, useState } from 'react';
import { columnsOf, dataShapeOf } from '../../shared/catalogue/data-shape';
import type { DataSettings } from '../../shared/document/schema';
import { currentLocale, useWords } from '../app/i18n/i18n';
import { editDocument, useProject } from '../app/state/project-store';
import { addInputOf } from './data-edits';
import styles from './data-panel.module.css';
import { dataWords } from './words';

/** Names that an Input can take: columns as the table has them, not their one-hot features. */
function featureColumns(data: DataSettings): readonly string[] {
  const columns = columnsOf(data);
  return columns.length > 0
    ? columns.filter(({ role }) => role === 'feature').map(({ name }) => name)
    : dataShapeOf(data).featureNames;
}

/** Some of the columns can enter the network by an Input of their own. */
export function InputOfColumns() {
  const t = useWords(dataWords);
  const data = useProject(({ document }) => document.data);
  const names = useMemo(() => featureColumns(data), [data]);
  const [given, setGiven] = useState<readonly string[]>([]);
  const chosen = given.filter((name) => names.includes(name));
  if (names.length < 2) return null;
  return (
    <section className={styles.section}>
      <h3>{t('inputOf')}</h3>
      <Text size="xs" c="dimmed">
        {t('inputOfHelp')}
      </Text>
      <MultiSelect
        aria-label={t('inputColumns')}
        placeholder={chosen.length === 0 ? t('inputColumns') : undefined}
        data={[...new Set(names)]}
        value={chosen}
        onChange={setGiven}
        searchable
        clearable
      />
      <Button
        variant="default"
        leftSection={<LogIn size={14} aria-hidden />}
        disabled={chosen.length === 0}
        onClick={() => {
          editDocument((document) => addInputOf(document, chosen, currentLocale()));
          setGiven([]);
        }}
      >
        {t('makeInput')}
      </Button>
    </section>
  );
}
