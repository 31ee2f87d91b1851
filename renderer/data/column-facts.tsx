import { Text } from '@mantine/core';
import type { ColumnSummary } from '../../shared/host-data';
import { useWords } from '../app/i18n/i18n';
import { formatNumber } from '../monitor/scale';
import styles from './data-panel.module.css';
import { dataWords } from './words';

const WIDTH = 240;
const HEIGHT = 36;
const MAX_BARS = 24;

/** One column in a picture and a line: histogram of numbers, counts of categories. */
export function ColumnFacts({ summary }: { readonly summary: ColumnSummary }) {
  const t = useWords(dataWords);
  const { type, name, minimum, maximum, mean, deviation } = summary;
  const bars = summary.counts.slice(0, MAX_BARS);
  const largest = Math.max(1, ...bars);
  const step = WIDTH / Math.max(1, bars.length);
  return (
    <div className={styles.facts}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t(type === 'number' ? 'histogramOf' : 'countsOf', { column: name })}
        className={styles.histogram}
      >
        {bars.map((count, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is known by its bin alone
            key={index}
            x={index * step + 0.5}
            width={Math.max(0.5, step - 1)}
            y={HEIGHT * (1 - count / largest)}
            height={(HEIGHT * count) / largest}
          >
            {type === 'word' && <title>{`${summary.categories[index]}: ${count}`}</title>}
          </rect>
        ))}
      </svg>
      <Text size="xs" c="dimmed">
        {type === 'number' && minimum !== null && maximum !== null
          ? t('numberFacts', {
              minimum: formatNumber(minimum),
              maximum: formatNumber(maximum),
              mean: formatNumber(mean ?? Number.NaN),
              deviation: formatNumber(deviation ?? Number.NaN),
            })
          : t('categoryFacts', { count: summary.distinct })}
      </Text>
    </div>
  );
}
