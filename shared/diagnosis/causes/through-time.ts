import type { Text } from '../../text/text';
import { type CauseDefinition, evidence, figure, type Suspicion, strengthBetween } from '../cause';
import type { Facts } from '../facts/facts';
import { isFailing } from '../facts/harm';
import { type TimeProfile, timeProfiles } from '../facts/time-profile';
import { lossEvidence } from './loss-evidence';

const SENTENCE: Text = {
  en: 'Over {{steps}} time steps of {{name}} the gradient changes by a factor of {{ratio}}: {{factor}} a step.',
  zh: '梯度在{{name}}的{{steps}}个时间步上变为{{ratio}}倍：每步乘以{{factor}}。',
};

interface Limits {
  readonly weak: number;
  readonly strong: number;
  /** The recurrence that shows it most. */
  worst(profiles: readonly TimeProfile[]): TimeProfile;
  applies(facts: Facts): boolean;
  /** Rows of the group `timeSteps` to look at. */
  rows(facts: Facts): readonly (Float32Array | null)[];
  /** Strength where the run is failing already. */
  readonly failing: number;
}

/** One exploding step among hundreds is what throws the weights away. */
function allRows({ subject: { telemetry } }: Facts): readonly Float32Array[] {
  const { count, width, maximum } = telemetry.series('timeSteps');
  return Array.from({ length: count }, (_, row) =>
    maximum.subarray(row * width, (row + 1) * width),
  );
}

/** Far ÷ near gradient through time: from here on a step is a leap. */
const EXPLODED = 20;

/** ‖Δw‖ ÷ ‖w‖ of a step after which a layer is not what it was. */
const LEAP = 0.3;

/** The gradient exploded in time, or a leap threw the weights away: nothing that follows says how they were. */
const hasExploded = (facts: Facts): boolean =>
  facts.updates.greatest > LEAP ||
  allRows(facts).some((row) =>
    timeProfiles(facts.subject, row).some(({ ratio }) => ratio > EXPLODED),
  );

function detectInTime(facts: Facts, limits: Limits): Suspicion | null {
  const { subject, harm, loss } = facts;
  if (harm === 'none' || !limits.applies(facts)) return null;
  const profiles = limits.rows(facts).flatMap((row) => timeProfiles(subject, row));
  const known = profiles.filter(({ ratio, steps }) => steps > 2 && !Number.isNaN(ratio));
  if (known.length === 0) return null;
  const worst = limits.worst(known);
  const strength = strengthBetween(worst.ratio, limits.weak, limits.strong);
  const isHarmed = isFailing(harm) || harm === 'partial';
  if (strength < (isHarmed ? 0.05 : 0.7)) return null;
  return {
    nodes: [worst.node],
    sinceStep: 0,
    strength: Math.max(limits.failing, strength),
    severity: isHarmed ? 'harmful' : 'expected',
    evidence: [
      evidence(
        SENTENCE,
        {
          steps: worst.steps,
          name: worst.name,
          ratio: figure(worst.ratio),
          factor: figure(worst.ratio ** (1 / (worst.steps - 1))),
        },
        { chart: 'time', node: worst.node },
      ),
      ...lossEvidence(loss),
    ],
  };
}

export const explodingThroughTime: CauseDefinition = {
  kind: 'explodingThroughTime',
  title: { en: 'The gradient explodes through time', zh: '梯度随时间回传而爆炸' },
  why: {
    en: 'Going back through T time steps multiplies the gradient by the recurrent matrix T times: by about ρ(R)ᵀ. Where its largest singular value is above 1 and the activation does not saturate, a long sequence makes a gradient that is astronomically large, and one step throws the weights away.',
    zh: '回传 T 个时间步要乘以 T 次循环矩阵，约为 ρ(R)ᵀ。若其最大奇异值大于 1 且激活函数不饱和，长序列会产生极其巨大的梯度，一步更新就会毁掉权重。',
  },
  source:
    'Pascanu, Mikolov & Bengio (2013), section 2.1; Dive into Deep Learning (《动手学深度学习》) 8.7.1',
  remedies: ['clipping', 'recurrentIdentity', 'lowerRate'],
  explains: [
    'rateTooHigh',
    'deadKilled',
    'lateCollapse',
    'noisyStep',
    'unlearnable',
    'underfitting',
    'initializerTooLarge',
    'degradation',
    'notFiniteOperation',
    'rateTooLow',
    'overfitting',
  ],
  detect: (facts) =>
    detectInTime(facts, {
      weak: EXPLODED,
      strong: 1e4,
      worst: (profiles) => profiles.reduce((a, b) => (b.ratio > a.ratio ? b : a)),
      applies: () => true,
      rows: allRows,
      failing: 0.85,
    }),
};

export const vanishingThroughTime: CauseDefinition = {
  kind: 'vanishingThroughTime',
  title: {
    en: 'The gradient vanishes through time: far steps are forgotten',
    zh: '梯度随时间回传而消失：较远的时间步被遗忘',
  },
  why: {
    en: 'Going back through T time steps multiplies the gradient by f′·R each time. Where that is below 1, what lies some ten steps back gets no gradient, and the network cannot learn what depends on it. Gates (LSTM, GRU) add the past instead of multiplying it; an orthogonal or identity start keeps the factor at 1.',
    zh: '回传 T 个时间步，每一步都要乘以 f′·R。若其小于 1，十几步之前的内容就得不到梯度，网络无法学会依赖于它的东西。门控（LSTM、GRU）以相加代替相乘来保留过去；正交或恒等初始化则使该因子保持为 1。',
  },
  source: 'Bengio, Simard & Frasconi (1994); Hochreiter & Schmidhuber (1997); Le et al. (2015)',
  remedies: ['lstm', 'recurrentIdentity', 'clipping'],
  explains: [
    'rateTooLow',
    'underfitting',
    'unlearnable',
    'degradation',
    'noisyStep',
    'initializerTooSmall',
    'overfitting',
    'notCentred',
  ],
  detect: (facts) =>
    detectInTime(facts, {
      weak: 0.02,
      strong: 1e-6,
      worst: (profiles) => profiles.reduce((a, b) => (b.ratio < a.ratio ? b : a)),
      applies: ({ harm }) => harm !== 'notFinite',
      rows: (facts) => {
        const { telemetry } = facts.subject;
        const start = telemetry.rowAt('timeSteps', 0);
        // An explosion leaves a network without any gradient: what vanishes then is its consequence.
        return hasExploded(facts) ? [start] : [start, telemetry.rowAt('timeSteps', null)];
      },
      failing: 0.72,
    }),
};
