import { type CauseDefinition, evidence, figure } from '../cause';
import type { DepthProfile } from '../facts/depth-profile';
import type { Evidence } from '../finding';

/** What stands for a ratio of gradients that is 0. */
export const NO_GRADIENT = {
  en: 'No gradient arrives at {{firstName}}.',
  zh: '没有任何梯度到达{{firstName}}。',
};

/** What both causes of a wrong scale show: the signal at both ends of the hidden layers, and the factor a layer. */
export function scaleEvidence({ hidden, signalFactor, gradientRatio }: DepthProfile): Evidence[] {
  const first = hidden[0];
  const last = hidden[hidden.length - 1];
  const place = { chart: 'distributions', node: last.entry.node, step: 0 } as const;
  return [
    evidence(
      {
        en: 'Before the first step the signal’s RMS is {{first}} after {{firstName}} and {{last}} after {{lastName}}: a factor of {{factor}} a layer.',
        zh: '第一步之前，信号的均方根在{{firstName}}之后为{{first}}，在{{lastName}}之后为{{last}}：每层乘以{{factor}}。',
      },
      {
        first: figure(first.signalRms),
        firstName: first.entry.name,
        last: figure(last.signalRms),
        lastName: last.entry.name,
        factor: figure(signalFactor),
      },
      place,
    ),
    evidence(
      gradientRatio === 0
        ? NO_GRADIENT
        : {
            en: 'The gradient that arrives at {{firstName}} is {{ratio}} times that at {{lastName}}.',
            zh: '到达{{firstName}}的梯度是{{lastName}}处的{{ratio}}倍。',
          },
      { firstName: first.entry.name, lastName: last.entry.name, ratio: figure(gradientRatio) },
      { chart: 'gradient', node: first.entry.node, step: 0 },
    ),
  ];
}

/** Where a wrong scale is cured: the activation's own initializer first. */
export const SCALE_REMEDIES: CauseDefinition['remedies'] = [
  'ownInitializer',
  'lsuv',
  'batchNormalization',
];
