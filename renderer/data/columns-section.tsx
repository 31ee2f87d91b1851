import { Button, Text, TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { columnsOf } from '../../shared/catalogue/data-shape';
import { DATASETS } from '../../shared/catalogue/datasets';
import type { ColumnSettings } from '../../shared/document/schema';
import { useWords } from '../app/i18n/i18n';
import { useProject } from '../app/state/project-store';
import { ColumnCard } from './column-card';
import { resetColumns } from './data-edits';
import styles from './data-panel.module.css';
import { editData } from './edit-data';
import { usePreview } from './preview-store';
import { SampleColumns } from './sample-columns';
import { dataWords } from './words';

/** Cards are not cheap, and a table may have a thousand columns. */
const CARDS_AT_ONCE = 24;
const COLUMNS_WORTH_A_SEARCH = 12;

/** The columns of a table: each with its picture and how it is used. */
export function ColumnsSection() {
  const data = useProject(({ document }) => document.data);
  const columns = useMemo(() => columnsOf(data), [data]);
  return columns.length === 0 ? <SampleColumns /> : <TableColumns columns={columns} />;
}

function TableColumns({ columns }: { readonly columns: readonly ColumnSettings[] }) {
  const t = useWords(dataWords);
  const [query, setQuery] = useState('');
  const [limit, setLimit] = useState(CARDS_AT_ONCE);
  const preview = usePreview((state) => state.preview);
  const canReset = useProject(
    ({ document }) =>
      document.data.columns.length > 0 &&
      DATASETS.find(document.data.dataset.kind)?.columns !== undefined,
  );
  const summaries = useMemo(
    () => new Map(preview?.columns.map((summary) => [summary.name, summary])),
    [preview],
  );
  const needle = query.trim().toLowerCase();
  const found = columns.filter(({ name }) => name.toLowerCase().includes(needle));
  const count = (role: ColumnSettings['role']) =>
    columns.filter((column) => column.role === role).length;
  return (
    <section className={styles.section}>
      <h3>{t('columns')}</h3>
      <Text size="xs" c="dimmed">
        {t('columnCount', {
          features: count('feature'),
          targets: count('target'),
          ignored: count('ignore'),
        })}
      </Text>
      {columns.length > COLUMNS_WORTH_A_SEARCH && (
        <TextInput
          type="search"
          aria-label={t('filterColumns')}
          placeholder={t('filterColumns')}
          leftSection={<Search size={14} aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      {found.length === 0 && (
        <Text size="sm" c="dimmed" role="status">
          {t('noColumnFound')}
        </Text>
      )}
      <ul className={styles.columns}>
        {found.slice(0, limit).map((column) => (
          <ColumnCard key={column.name} column={column} summary={summaries.get(column.name)} />
        ))}
      </ul>
      {found.length > limit && (
        <Button variant="default" onClick={() => setLimit(limit + CARDS_AT_ONCE)}>
          {t('moreColumns', { count: Math.min(CARDS_AT_ONCE, found.length - limit) })}
        </Button>
      )}
      {canReset && (
        <Button variant="subtle" color="gray" onClick={() => editData(resetColumns)}>
          {t('defaultRoles')}
        </Button>
      )}
    </section>
  );
}
