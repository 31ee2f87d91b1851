import { SegmentedControl } from '@mantine/core';
import { useWords } from '../app/i18n/i18n';
import { monitorWords } from './words';

/** What flows through the layers, there and back. */
const FLOW_QUANTITIES = ['gradientRms', 'weightGradientRms', 'signalRms'] as const;
export type FlowQuantity = (typeof FLOW_QUANTITIES)[number];

/** Chooses it. */
export function FlowQuantitySwitch({
  quantity,
  onQuantity,
}: {
  readonly quantity: FlowQuantity;
  readonly onQuantity: (quantity: FlowQuantity) => void;
}) {
  const t = useWords(monitorWords);
  return (
    <SegmentedControl
      aria-label={t('quantity')}
      size="xs"
      value={quantity}
      onChange={(value) => onQuantity(value as FlowQuantity)}
      data={FLOW_QUANTITIES.map((value) => ({ value, label: t(value) }))}
    />
  );
}
