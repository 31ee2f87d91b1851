import { type Text, untranslated } from '../text/text';
import { METRICS } from './metrics';

/** What a run with simulated 16-bit precision reports beside its metrics, of training only. */
export const PRECISION_MEASURES = {
  gradientUnderflow: { en: 'Gradients rounded to 0', zh: '舍入为 0 的梯度比例' },
  lossScale: { en: 'Loss scale', zh: '损失缩放系数' },
} as const satisfies Record<string, Text>;

/** The name of a column of the layout's metrics; of another version's it is shown as it is. */
export function nameOfMeasure(kind: string): Text {
  const own: Readonly<Record<string, Text>> = PRECISION_MEASURES;
  return METRICS.find(kind)?.label ?? own[kind] ?? untranslated(kind);
}
