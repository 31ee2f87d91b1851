import { Text } from '@mantine/core';
import { useWords } from '../app/i18n/i18n';
import styles from './data-panel.module.css';
import { usePreview } from './preview-store';
import { dataWords } from './words';

const MAX_COLUMNS_SHOWN = 40;

/** The first rows as they are in the data. */
export function RowsSection() {
  const t = useWords(dataWords);
  const preview = usePreview((state) => state.preview);
  if (!preview || preview.rows.length === 0) return null;
  const columns = preview.columns.slice(0, MAX_COLUMNS_SHOWN);
  return (
    <section className={styles.section}>
      <h3>{t('firstRows')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.tableFrame} tabIndex={0} aria-label={t('firstRows')}>
        <table className={styles.table}>
          <caption className={styles.srOnly}>
            {t('firstRowsOf', { rows: preview.rows.length })}
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('rowNumber')}</th>
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their number
              <tr key={index}>
                <th scope="row">{index + 1}</th>
                {columns.map(({ name, type }, column) => (
                  <td key={name} data-type={type} data-missing={row[column] === '' || undefined}>
                    {row[column] === '' ? '–' : row[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {preview.columns.length > columns.length && (
        <Text size="xs" c="dimmed">
          {t('moreColumnsHidden', { shown: columns.length, count: preview.columns.length })}
        </Text>
      )}
    </section>
  );
}
