import { useWords } from '../app/i18n/i18n';
import { ColumnFacts } from './column-facts';
import styles from './data-panel.module.css';
import { usePreview } from './preview-store';
import { dataWords } from './words';

/** The columns of generated data: nothing to set, but something to see. */
export function SampleColumns() {
  const t = useWords(dataWords);
  const preview = usePreview((state) => state.preview);
  if (!preview || preview.columns.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>{t('columns')}</h3>
      <ul className={styles.columns}>
        {preview.columns.map((summary) => (
          <li key={summary.name} className={styles.column}>
            <div className={styles.columnHead}>
              <span className={styles.columnName}>{summary.name}</span>
            </div>
            <ColumnFacts summary={summary} />
          </li>
        ))}
      </ul>
    </section>
  );
}
