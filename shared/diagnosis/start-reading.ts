import { bornDeadForOneInput } from '../theory/born-dead';
import { evidence, figure } from './cause';
import type { Facts } from './facts/facts';
import type { Evidence } from './finding';

/** One thing that a start tells by itself, sound or not. */
export interface StartReading {
  readonly kind: string;
  readonly evidence: Evidence;
  /** Beyond what networks that learn usually show; by itself no fault. */
  readonly isUnusual: boolean;
}

type Reader = (facts: Facts) => Omit<StartReading, 'kind'> | null;

/**
 * A network that knows nothing yet gives all classes about the same probability, and costs ln C; outputs of a far larger
 * scale are sure of what they do not know.
 */
const MOST_LOSS = 2;
/** By so much signal or gradient may differ between the ends of a network that learns. */
const MOST_RATIO = 100;
/** From here on narrow chains of ReLU are blocked too often to count on luck (Lu et al. 2019). */
const MOST_BORN_DEAD = 0.1;
const MOST_SATURATED = 0.5;

const isFarFromOne = (ratio: number): boolean => !(ratio > 1 / MOST_RATIO && ratio < MOST_RATIO);

/** By which kind of number a chart of the layers shows how it changes by depth. */
const depthReader =
  (which: 'signal' | 'gradient'): Reader =>
  ({ start }) => {
    if (!start) return null;
    const { profile } = start;
    const factor = which === 'signal' ? profile.signalFactor : profile.gradientFactor;
    const ratio = which === 'signal' ? profile.signalRatio : profile.gradientRatio;
    const [first] = profile.hidden;
    if (Number.isNaN(factor) || !first) return null;
    const texts = {
      signal: {
        en: 'Through {{count|hidden layer|hidden layers}} the signal changes by ×{{factor}} a layer, ×{{ratio}} in all.',
        zh: '信号经过{{count}}个隐藏层，每层乘以 {{factor}}，总共乘以 {{ratio}}。',
      },
      gradient: {
        en: 'Back through {{count|hidden layer|hidden layers}} the gradient changes by ×{{factor}} a layer, ×{{ratio}} in all.',
        zh: '梯度反向经过{{count}}个隐藏层，每层乘以 {{factor}}，总共乘以 {{ratio}}。',
      },
    } as const;
    const values = {
      count: profile.hidden.length,
      factor: figure(factor),
      ratio: figure(ratio),
    };
    const place = { chart: 'gradient', node: first.entry.node, step: 0 } as const;
    return { evidence: evidence(texts[which], values, place), isUnusual: isFarFromOne(ratio) };
  };

const READERS: Readonly<Record<string, Reader>> = {
  loss({ loss, data }) {
    if (!(loss.baseline > 0) || !Number.isFinite(loss.first)) return null;
    const classes = data?.classCounts.length ?? 0;
    return {
      evidence: evidence(
        {
          en: 'The first loss is {{loss}}; an answer that ignores the input costs {{baseline}}{{reason}}.',
          zh: '初始损失为 {{loss}}；不看输入的回答的损失为 {{baseline}}{{reason}}。',
        },
        {
          loss: figure(loss.first),
          baseline: figure(loss.baseline),
          reason: classes > 1 ? ` (ln ${classes} = ${figure(Math.log(classes))})` : '',
        },
        { chart: 'loss', step: 0 },
      ),
      isUnusual: loss.first > MOST_LOSS * loss.baseline,
    };
  },
  signal: depthReader('signal'),
  gradient: depthReader('gradient'),
  bornDead({ start, structure }) {
    const widths = (start?.readings ?? [])
      .filter(({ entry }) => entry.canDie)
      .map(({ entry }) => entry.units);
    // A path around a layer that is 0 leads on.
    if (widths.length === 0 || structure.hasSkips) return null;
    const probability = bornDeadForOneInput(widths);
    return {
      evidence: evidence(
        {
          en: 'An input is blocked before the first step with probability {{probability}} = 1 − Π(1 − 2^−N), over {{count|ReLU layer|ReLU layers}}.',
          zh: '一个输入在第一步之前就被阻断的概率为 {{probability}} = 1 − Π(1 − 2^−N)，共{{count}}个 ReLU 层。',
        },
        { probability: figure(probability), count: widths.length },
        { chart: 'dead', step: 0 },
      ),
      isUnusual: probability > MOST_BORN_DEAD,
    };
  },
  saturated({ start }) {
    const bent = (start?.readings ?? []).filter(
      ({ entry, saturatedFraction }) => !entry.canDie && saturatedFraction > 0,
    );
    if (bent.length === 0) return null;
    const worst = bent.reduce((a, b) => (b.saturatedFraction > a.saturatedFraction ? b : a));
    return {
      evidence: evidence(
        {
          en: 'Of the values of {{name}}, {{share}} % lie where its activation is flat.',
          zh: '{{name}}的值中有 {{share}} % 落在激活函数的平坦区。',
        },
        { name: worst.entry.name, share: figure(100 * worst.saturatedFraction) },
        { chart: 'distributions', node: worst.entry.node, step: 0 },
      ),
      isUnusual: worst.saturatedFraction > MOST_SATURATED,
    };
  },
};

/** What the start of a network tells before any training, line by line; nothing where it was not measured. */
export function readStart(facts: Facts): readonly StartReading[] {
  return Object.entries(READERS).flatMap(([kind, read]) => {
    const reading = read(facts);
    return reading ? [{ kind, ...reading }] : [];
  });
}
