import { Text } from '@mantine/core';
import { useMemo } from 'react';
import { dataShapeOf } from '../../shared/catalogue/data-shape';
import { useWords } from '../app/i18n/i18n';
import { categoryColour } from '../monitor/scale';
import styles from './data-panel.module.css';
import { usePreview } from './preview-store';
import { dataWords } from './words';

/** Up to this ratio classes count as even. */
const EVEN_RATIO = 1.5;
const MAX_CLASSES_SHOWN = 30;

/** How many samples each class has, and whether that is a trap. */
export function BalanceSection() {
  const t = useWords(dataWords);
  const { preview, data } = usePreview();
  const shape = useMemo(() => (data ? dataShapeOf(data) : null), [data]);
  if (!preview || !shape || preview.classCounts.length === 0) return null;
  const names = shape.classNames;
  // Colours name the classes of a scatter; pictures and sequences are told apart by themselves.
  const isScatter = shape.picture === 'plane' || shape.picture === 'table';
  const counts = preview.classCounts;
  const largest = Math.max(...counts);
  return (
    <section className={styles.section}>
      <h3>{t('balance')}</h3>
      <dl className={styles.balance}>
        {counts.slice(0, MAX_CLASSES_SHOWN).map((count, index) => (
          <div key={names[index]}>
            <dt title={names[index]}>{names[index]}</dt>
            <dd>
              <span
                className={styles.bar}
                style={{
                  width: `${largest === 0 ? 0 : (100 * count) / largest}%`,
                  background: isScatter ? categoryColour(index) : undefined,
                }}
              />
              <span>{count.toLocaleString('en-US')}</span>
            </dd>
          </div>
        ))}
      </dl>
      <Text size="xs" c="dimmed">
        {sentenceOf(counts, t)}
      </Text>
    </section>
  );
}

function sentenceOf(
  counts: readonly number[],
  t: ReturnType<typeof useWords<typeof dataWords.entries>>,
): string {
  const largest = Math.max(...counts);
  if (counts.length === 1) return t('oneClass');
  const smallest = Math.min(...counts);
  if (smallest === 0) return t('classMissing');
  const ratio = largest / smallest;
  return ratio <= EVEN_RATIO
    ? t('balanceEven')
    : t('balanceUneven', { ratio: Number(ratio.toPrecision(2)) });
}
