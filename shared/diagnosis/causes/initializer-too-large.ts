import { type CauseDefinition, evidence, figure, type Suspicion, strengthBetween } from '../cause';
import type { Facts } from '../facts/facts';
import { isFailing } from '../facts/harm';
import { initialGain, typicalGain } from '../facts/initial-gain';
import type { LayerReading } from '../facts/layer-readings';
import { meanOf } from '../facts/mean';
import { SCALE_REMEDIES, scaleEvidence } from './initializer-evidence';

const LEAST_GROWTH = 1.2;
/** Last ÷ first signal. */
const WEAK = 20;
const STRONG = 1e4;
/** Share of saturated pre-activations of a layer: where gradients begin to suffer, and where few are left. */
const SATURATED_WEAK = 0.35;
const SATURATED_STRONG = 0.7;
/** First loss ÷ the best constant answer's (ln C), for classes: a regression's depends on the targets' own scale. */
const LOSS_WEAK = 8;
const LOSS_STRONG = 200;
/** Var(w) ÷ what the activation wants: below it, the weights are not what makes numbers large. */
const GAIN_IS_RIGHT = 1.4;
const MIN_LAYERS = 2;
/** Inputs larger than this saturate a layer by themselves. */
const LARGE_INPUT = 3;

/** Hidden layers that are saturated before anything was learned. */
function saturatedLayers({ start }: Facts): readonly LayerReading[] {
  return (start?.readings ?? []).filter(
    ({ entry, saturatedFraction }) => !entry.canDie && saturatedFraction > SATURATED_WEAK,
  );
}

/** Numbers overflowed before anything could be measured: what is known of the layers is how their weights are drawn. */
function overflowed({ start, failure, structure, subject }: Facts): Suspicion | null {
  if (start || failure?.kind !== 'not-finite' || failure.step !== 0) return null;
  const { analysis } = subject;
  const weighted = analysis.order
    .map((id) => ({ id, gain: initialGain(analysis.nodes.get(id), structure.activationAfter(id)) }))
    .filter(({ gain }) => !Number.isNaN(gain));
  // The last one makes the answer: it is one of few in a shallow network, and no signal grows from layer to layer by it.
  const layers = weighted.length > 1 ? weighted.slice(0, -1) : weighted;
  const gain = typicalGain(layers.map((layer) => layer.gain));
  if (!(gain > GAIN_IS_RIGHT)) return null;
  return {
    nodes: layers.map(({ id }) => id),
    sinceStep: 0,
    strength: 1,
    severity: 'certain',
    evidence: [
      evidence(
        {
          en: 'The mean square of the weights of a typical layer is {{gain}} times what its activation wants, in {{count|layer|layers}}.',
          zh: '共{{count}}层，典型一层的权重均方值是其激活函数所需的{{gain}}倍。',
        },
        { gain: figure(gain), count: layers.length },
      ),
      evidence(failure.message, {}, { node: failure.node ?? undefined }),
    ],
  };
}

export const initializerTooLarge: CauseDefinition = {
  kind: 'initializerTooLarge',
  title: {
    en: 'The weights start too large',
    zh: '权重的初始值太大',
  },
  why: {
    en: 'With fan_in·Var(w) above 1 (ReLU: above 2) the signal grows by a factor at every layer, and so does the gradient on its way back: outputs and first loss are huge, the first step is a leap, numbers overflow. Where the activation saturates instead, its slope is near 0 and no gradient passes.',
    zh: '当 fan_in·Var(w) 大于 1（ReLU 为大于 2）时，信号每经过一层就放大若干倍，梯度回传时也一样：输出与初始损失巨大，第一步就跨得过远，数值溢出。若激活函数会饱和，则其导数接近 0，梯度无法通过。',
  },
  source:
    'Glorot & Bengio (2010), equations 10 to 12; He et al. (2015), section 2.2; Dive into Deep Learning (《动手学深度学习》) 4.8.1',
  remedies: SCALE_REMEDIES,
  explains: [
    'rateTooHigh',
    'deadKilled',
    'degradation',
    'underfitting',
    'unlearnable',
    'noisyStep',
    'notFiniteOperation',
    'lateCollapse',
    'saturatingActivation',
    'rateTooLow',
    'overflow16',
    'missingNonlinearity',
    'notCentred',
    'overfitting',
  ],
  detect(facts) {
    const { start, harm, loss, data, structure } = facts;
    if (!start) return overflowed(facts);
    if (harm === 'none') return null;
    const { profile } = start;
    const gain = typicalGain(
      [...profile.hidden, ...(profile.head ? [profile.head] : [])].map(({ node, entry }) =>
        initialGain(node, structure.activationAfter(entry.node)),
      ),
    );
    if (gain < GAIN_IS_RIGHT) return null;
    const inputs = Math.max(0, ...(data?.inputs ?? []).map(({ rms }) => rms));
    const saturated = inputs > LARGE_INPUT ? [] : saturatedLayers(facts);
    const grows = profile.hidden.length >= MIN_LAYERS && profile.signalFactor > LEAST_GROWTH;
    const growth = grows ? strengthBetween(profile.signalRatio, WEAK, STRONG) : 0;
    const shares = saturated.map(({ saturatedFraction }) => saturatedFraction);
    const stuckAt =
      saturated.length * 2 >= profile.hidden.length
        ? strengthBetween(meanOf(shares), SATURATED_WEAK, SATURATED_STRONG)
        : 0;
    const leap =
      inputs > LARGE_INPUT || data?.classCounts.length === 0
        ? 0
        : strengthBetween(loss.first / loss.baseline, LOSS_WEAK, LOSS_STRONG);
    const strength = Math.max(growth, stuckAt, isFailing(harm) || growth > 0 ? leap : leap / 2);
    if (strength < (isFailing(harm) ? 0.2 : 0.6)) return null;
    return {
      nodes: profile.hidden.map(({ entry }) => entry.node),
      sinceStep: 0,
      strength: Math.max(0.7, strength),
      severity: isFailing(harm) || harm === 'partial' ? 'harmful' : 'expected',
      evidence: [
        ...(profile.hidden.length >= MIN_LAYERS ? scaleEvidence(profile) : []),
        ...(stuckAt > 0
          ? [
              evidence(
                {
                  en: 'Of the pre-activations of {{name}}, {{share}} % lie where its slope is under 5 % of the greatest, before anything was learned.',
                  zh: '在学习开始之前，{{name}}的预激活值中已有{{share}} % 位于斜率不足最大值 5 % 的区域。',
                },
                {
                  name: saturated[0].entry.name,
                  share: figure(100 * saturated[0].saturatedFraction),
                },
                { chart: 'distributions', node: saturated[0].entry.node, step: 0 },
              ),
            ]
          : []),
        ...(leap > 0
          ? [
              evidence(
                {
                  en: 'The first loss is {{first}}; an answer that ignores the input has {{baseline}}.',
                  zh: '初始损失为{{first}}；而忽略输入的最佳答案为{{baseline}}。',
                },
                { first: figure(loss.first), baseline: figure(loss.baseline) },
                { chart: 'loss', step: 0 },
              ),
            ]
          : []),
      ],
    };
  },
};
