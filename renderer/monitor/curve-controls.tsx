import { SegmentedControl, Slider } from '@mantine/core';
import { useWords } from '../app/i18n/i18n';
import type { ValueAxis } from './value-axis';
import { monitorWords } from './words';

const MAX_SMOOTHING = 0.98;

interface CurveControlsProps {
  /** Of the slider, for its label. */
  readonly id: string;
  /** Of that label, which stands beside its slider. */
  readonly labelClass: string;
  readonly smoothing: number;
  readonly onSmoothing: (smoothing: number) => void;
  readonly scale: ValueAxis['scale'];
  readonly onScale: (scale: ValueAxis['scale']) => void;
}

/** How curves of a loss or metric are drawn: how smooth, and on which scale. */
export function CurveControls({
  id,
  labelClass,
  smoothing,
  onSmoothing,
  scale,
  onScale,
}: CurveControlsProps) {
  const t = useWords(monitorWords);
  return (
    <>
      <label className={labelClass} htmlFor={id}>
        {t('smoothing')}
      </label>
      <Slider
        id={id}
        w={88}
        size={4}
        thumbSize={12}
        min={0}
        max={MAX_SMOOTHING}
        step={0.02}
        value={smoothing}
        label={(value) => value.toFixed(2)}
        onChange={onSmoothing}
        thumbLabel={t('smoothing')}
      />
      <SegmentedControl
        aria-label={t('lossScale')}
        size="xs"
        value={scale}
        onChange={(value) => onScale(value as ValueAxis['scale'])}
        data={[
          { value: 'linear', label: t('linear') },
          { value: 'log', label: t('log') },
        ]}
      />
    </>
  );
}
