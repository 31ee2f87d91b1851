import { LAYER_QUANTITIES, type LayerQuantity } from '../../shared/telemetry/layout';
import { useWords } from '../app/i18n/i18n';
import { type NodeRanges, useNodeRanges } from '../monitor/node-ranges';
import { useNodeReading } from '../monitor/node-readings';
import { formatNumber, formatShare, LOG_SCALES } from '../monitor/scale';
import { Facts, Section } from './facts';
import { inspectorWords } from './words';

/** Magnitudes and the signed mean as numbers, the rest are shares. */
const isShare = (quantity: LayerQuantity): boolean =>
  quantity !== 'signalMean' && LOG_SCALES[quantity] === undefined;

/** From the smallest to the largest number; the other tensors show theirs among the distributions. */
const RANGES = [
  'activation',
  'weight',
  'gradient',
] as const satisfies readonly (keyof NodeRanges)[];

/** What the watched run measured of a node, at the time cursor. */
export function LiveNumbers({ node }: { readonly node: string }) {
  const t = useWords(inspectorWords);
  const reading = useNodeReading(node);
  const ranges = useNodeRanges(node);
  if (!reading) return null;
  const facts = LAYER_QUANTITIES.filter((quantity) => !Number.isNaN(reading[quantity])).map(
    (quantity) => ({
      key: quantity,
      label: t(`live.${quantity}`),
      value: isShare(quantity) ? formatShare(reading[quantity]) : formatNumber(reading[quantity]),
    }),
  );
  const ends = RANGES.flatMap((tensor) => {
    const [low, high] = ranges?.[tensor] ?? [Number.NaN, Number.NaN];
    if (Number.isNaN(low)) return [];
    const value = `${formatNumber(low)} … ${formatNumber(high)}`;
    return [{ key: `range of ${tensor}`, label: t(`range.${tensor}`), value }];
  });
  return (
    <Section title={t('live')}>
      <Facts facts={[...facts, ...ends]} />
    </Section>
  );
}
