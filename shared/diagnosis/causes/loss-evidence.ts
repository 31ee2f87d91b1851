import { evidence, figure } from '../cause';
import type { LossCourse } from '../facts/loss-course';
import type { Evidence } from '../finding';

/** Where the loss is beside what can be had without looking at the input; nothing before the first step. */
export function lossEvidence({ recent, baseline }: LossCourse): Evidence[] {
  if (!Number.isFinite(recent) || !Number.isFinite(baseline)) return [];
  return [
    evidence(
      {
        en: 'The loss is {{loss}}; an answer that ignores the input reaches {{baseline}}.',
        zh: '当前损失为{{loss}}；忽略输入的最佳答案可达{{baseline}}。',
      },
      { loss: figure(recent), baseline: figure(baseline) },
      { chart: 'loss' },
    ),
  ];
}
