import { LAYER_QUANTITIES, type LayerQuantity } from '../../shared/telemetry/layout';
import { useWords } from '../app/i18n/i18n';
import { useNodeReading } from '../monitor/node-readings';
import { formatNumber, formatShare, LOG_SCALES } from '../monitor/scale';
import { Facts, Section } from './facts';
import { inspectorWords } from './words';

/** Magnitudes and the signed mean as numbers, the rest are shares. */
const isShare = (quantity: LayerQuantity): boolean =>
  quantity !== 'signalMean' && LOG_SCALES[quantity] === undefined;

/** What the watched run measured of a node, at the time cursor. */
export function LiveNumbers({ node }: { readonly node: string }) {
  const t = useWords(inspectorWords);
  const reading = useNodeReading(node);
  if (!reading) return null;
  const facts = LAYER_QUANTITIES.filter((quantity) => !Number.isNaN(reading[quantity])).map(
    (quantity) => ({
      key: quantity,
      label: t(`live.${quantity}`),
      value: isShare(quantity) ? formatShare(reading[quantity]) : formatNumber(reading[quantity]),
    }),
  );
  return (
    <Section title={t('live')}>
      <Facts facts={facts} />
    </Section>
  );
}
