import { type CauseDefinition, strengthBetween } from '../cause';
import type { Facts } from '../facts/facts';
import { isFailing } from '../facts/harm';
import { initialGain, typicalGain } from '../facts/initial-gain';
import type { LayerReading } from '../facts/layer-readings';
import { isFlat } from '../facts/structure';
import { SCALE_REMEDIES, scaleEvidence } from './initializer-evidence';
import { lossEvidence } from './loss-evidence';

/** A signal that falls by less than this a layer is an activation's own, not the weights'. */
const LEAST_FALL = 0.85;
/** Last ÷ first signal: where harm begins, and where nothing is left. */
const WEAK = 0.05;
const STRONG = 1e-4;

/** Var(w) ÷ what the activation wants: above it, the weights are not what makes the signal fall. */
const GAIN_IS_RIGHT = 0.7;

const MIN_LAYERS = 3;
/** Of the only hidden layers of a shallow network: outputs that say next to nothing. */
const TINY_SIGNAL = 1e-3;

function isFlatLayer({ structure }: Facts, { entry }: LayerReading): boolean {
  return isFlat(structure.activationAfter(entry.node));
}

export const initializerTooSmall: CauseDefinition = {
  kind: 'initializerTooSmall',
  title: {
    en: 'The weights start too small for this depth',
    zh: '权重的初始值对这样的深度来说太小',
  },
  why: {
    en: 'A layer multiplies the variance of its signal by fan_in·Var(w) (ReLU: half of it), and the gradient’s by fan_out·Var(w). Below 1, the factor is raised to the power of the depth: signal and gradient shrink to nothing, the outputs hardly depend on the input, and the loss stays where guessing puts it (ln C).',
    zh: '每一层都把信号的方差乘以 fan_in·Var(w)（ReLU 再减半），把梯度的方差乘以 fan_out·Var(w)。该因子小于 1 时，会按深度取幂：信号与梯度逐层衰减殆尽，输出几乎与输入无关，损失停在随机猜测的水平（ln C）。',
  },
  source: 'Glorot & Bengio (2010), equations 10 to 12; He et al. (2015), section 2.2',
  remedies: SCALE_REMEDIES,
  explains: [
    'rateTooLow',
    'degradation',
    'underfitting',
    'unlearnable',
    'notCentred',
    'vanishingThroughTime',
    'noisyStep',
    'missingNonlinearity',
    'saturatingActivation',
    // Units whose inputs hardly differ are all on or all off, for every sample, as soon as a bias moves.
    'deadKilled',
  ],
  detect(facts) {
    const { start, harm, structure } = facts;
    if (!start || harm === 'none' || structure.hasNormalization) return null;
    const { profile } = start;
    const { hidden, signalRatio, signalFactor } = profile;
    const mostlyFlat =
      hidden.filter((layer) => isFlatLayer(facts, layer)).length > hidden.length / 2;
    if (hidden.length < MIN_LAYERS || mostlyFlat || !(signalFactor < LEAST_FALL)) return null;
    const gain = typicalGain(
      hidden.map(({ node, entry }) => initialGain(node, structure.activationAfter(entry.node))),
    );
    if (gain > GAIN_IS_RIGHT) return null;
    const strength = strengthBetween(signalRatio, WEAK, STRONG);
    const isTiny = (profile.hidden.at(-1)?.signalRms ?? 1) < TINY_SIGNAL;
    if (strength === 0 || (!isFailing(harm) && strength < 0.6 && !isTiny)) return null;
    return {
      nodes: hidden.map(({ entry }) => entry.node),
      sinceStep: 0,
      strength: Math.max(0.55, strength),
      severity: isFailing(harm) || harm === 'partial' ? 'harmful' : 'expected',
      evidence: [...scaleEvidence(profile), ...lossEvidence(facts.loss)],
    };
  },
};
