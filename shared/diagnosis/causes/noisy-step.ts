import { type CauseDefinition, evidence, figure, strengthBetween } from '../cause';
import type { Facts } from '../facts/facts';
import { isFailing } from '../facts/harm';

/** tr Σ ÷ |G|² ÷ batch: how many times the noise of a step outweighs its signal (squared). */
const WEAK = 4;
const STRONG = 100;
/** Batches larger than this are noisy by the data, not by the batch. */
const SMALL_BATCH = 8;
/** ‖Δw‖ ÷ ‖w‖: below it, noise averages out over steps by itself. */
const LARGE_STEP = 3e-3;

/** Median of the measured noise scale, in samples; NaN where it was not measured. */
function noiseScale({ subject }: Facts): number {
  const { count, width, mean } = subject.telemetry.series('noise');
  const scales: number[] = [];
  for (let row = 0; row < count; row += 1) {
    const scale = mean[row * width + 1] / mean[row * width + 2];
    if (Number.isFinite(scale) && scale > 0) scales.push(scale);
  }
  return scales.length < 1 ? Number.NaN : scales.toSorted((a, b) => a - b)[scales.length >> 1];
}

export const noisyStep: CauseDefinition = {
  kind: 'noisyStep',
  title: {
    en: 'The steps are too noisy: the batch is too small for this rate',
    zh: '更新的噪声太大：批量对这样的学习率来说太小',
  },
  why: {
    en: 'The gradient of a batch of B samples is the true one plus noise of variance Σ/B. Below the noise scale tr Σ ÷ |G|² samples a batch, most of a step is noise: the weights shake around the minimum at a height that grows with η/B, and the loss cannot settle.',
    zh: '批量为 B 的梯度等于真实梯度加上方差为 Σ/B 的噪声。当批量小于噪声尺度 tr Σ ÷ |G|² 时，一步更新大部分是噪声：权重在极小值周围抖动，幅度随 η/B 增大，损失无法稳定。',
  },
  source:
    'McCandlish et al. (2018), An Empirical Model of Large-Batch Training, equation 2.8; Smith & Le (2018)',
  remedies: ['largerBatch', 'accumulation', 'lowerRate', 'cosineSchedule'],
  explains: [
    'underfitting',
    'notCentred',
    'rateTooHigh',
    'unlearnable',
    'deadKilled',
    'lateCollapse',
    'overfitting',
  ],
  detect(facts) {
    const { harm, loss, subject } = facts;
    if (!(isFailing(harm) || harm === 'partial') || harm === 'notFinite') return null;
    const { batchSize, accumulation } = subject.document.training;
    const batch = batchSize * accumulation;
    if (batch > SMALL_BATCH || batch >= (facts.data?.trainingRows ?? Infinity)) return null;
    const { recent, greatest } = facts.updates;
    if (!(Math.max(recent, greatest / 10) > LARGE_STEP)) return null;
    const scale = noiseScale(facts);
    const ratio = Number.isNaN(scale) ? STRONG : scale / batch;
    const strength = strengthBetween(ratio, WEAK, STRONG);
    if (strength === 0) return null;
    return {
      nodes: [],
      sinceStep: 1,
      strength: 0.6 + 0.35 * strength,
      severity: 'harmful',
      evidence: [
        evidence(
          {
            en: 'A batch has {{batch|sample|samples}}; the noise of the gradient would need about {{scale}} to be no larger than the gradient itself.',
            zh: '一个批次只有{{batch}}个样本；要使梯度噪声不超过梯度本身，约需{{scale}}个。',
          },
          { batch, scale: Number.isNaN(scale) ? '?' : figure(scale) },
          { chart: 'loss' },
        ),
        evidence(
          {
            en: 'Within the newest stretch the loss swings by ±{{swing}} around {{mean}}.',
            zh: '在最近一段中，损失在{{mean}}附近上下波动 ±{{swing}}。',
          },
          {
            swing: figure(loss.windows.at(-1)?.deviation ?? Number.NaN),
            mean: figure(loss.recent),
          },
          { chart: 'loss' },
        ),
      ],
    };
  },
};
