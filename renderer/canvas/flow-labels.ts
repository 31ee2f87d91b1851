import type { AriaLabelConfig } from '@xyflow/react';
import { useMemo } from 'react';
import { useWords } from '../app/i18n/i18n';
import { canvasWords } from './words';

type Direction = 'left' | 'right' | 'up' | 'down';

const isDirection = (value: string): value is Direction =>
  value === 'left' || value === 'right' || value === 'up' || value === 'down';

/** React Flow's own sentences for screen readers, in the current language. */
export function useFlowLabels(): Partial<AriaLabelConfig> {
  const t = useWords(canvasWords);
  return useMemo(
    () => ({
      'node.a11yDescription.default': t('nodeHelp'),
      'node.a11yDescription.keyboardDisabled': t('nodeHelp'),
      'node.a11yDescription.ariaLiveMessage': ({ direction, x, y }) =>
        t('moved', {
          direction: isDirection(direction) ? t(`direction.${direction}`) : direction,
          x: String(Math.round(x)),
          y: String(Math.round(y)),
        }),
      'edge.a11yDescription.default': t('edgeHelp'),
      'controls.ariaLabel': t('controls'),
      'controls.zoomIn.ariaLabel': t('zoomIn'),
      'controls.zoomOut.ariaLabel': t('zoomOut'),
      'controls.fitView.ariaLabel': t('fit'),
      'controls.interactive.ariaLabel': t('controls'),
      'minimap.ariaLabel': t('zoomWhole'),
      'handle.ariaLabel': t('port'),
    }),
    [t],
  );
}
