import { STEP_COLUMNS } from '../../telemetry/layout';
import { type CauseDefinition, evidence, figure } from '../cause';
import type { Facts } from '../facts/facts';
import { isFailing } from '../facts/harm';
import type { LayerReading } from '../facts/layer-readings';
import { lossEvidence } from './loss-evidence';

/** Share of gradients that round to 0. */
const MUCH = 0.25;

const SOURCE = 'Micikevicius et al. (2018), Mixed Precision Training, sections 3.1 and 3.2';

/** The greatest value that a measure had in the run; NaN where the run has none. */
function greatest({ subject: { layout, telemetry } }: Facts, name: string): number {
  const column = layout.metrics.indexOf(name);
  const { count, width, maximum } = telemetry.series('steps');
  if (column < 0 || count === 0) return Number.NaN;
  let value = 0;
  for (let row = 0; row < count; row += 1) {
    value = Math.max(value, maximum[row * width + STEP_COLUMNS.length + column] || 0);
  }
  return value;
}

/** Least number of float16; half of it rounds to 0. */
const LEAST_FLOAT16 = 2 ** -24;

interface Silenced {
  readonly layer: LayerReading;
  readonly before: LayerReading;
}

/**
 * The first hidden layer that gives nothing at the start although what came in was not 0: as the signal had fallen from
 * layer to layer until there, the next number would have been below the least that float16 has.
 */
function silencedLayer({ start }: Facts): Silenced | null {
  const hidden = start?.profile.hidden ?? [];
  const at = hidden.findIndex(({ signalRms }) => signalRms === 0);
  const [before, earlier] = [hidden[at - 1], hidden[at - 2]];
  if (!before || !earlier) return null;
  const expected = before.signalRms * (before.signalRms / earlier.signalRms);
  return expected < LEAST_FLOAT16 ? { layer: hidden[at], before } : null;
}

export const underflow16: CauseDefinition = {
  kind: 'underflow16',
  title: { en: 'Gradients round to 0 in 16 bits', zh: '梯度在 16 位下舍入为 0' },
  why: {
    en: 'float16 has no number between 0 and 6e-8. Gradients of deep or large-batch networks are often smaller, and so are signals that start small: they become exactly 0 and their weights stand still. Multiplying the loss by S before the way back and dividing the gradients by S after it moves the gradients into range; bfloat16 has the range of float32 with fewer digits.',
    zh: 'float16 在 0 与 6e-8 之间没有可表示的数。深层网络或大批量下的梯度往往更小，初始过小的信号也是如此：它们会变成精确的 0，对应的权重不再变化。在反向传播前把损失乘以 S、之后再把梯度除以 S，可把梯度移入可表示的范围；bfloat16 的范围与 float32 相同，只是位数更少。',
  },
  source: SOURCE,
  remedies: ['lossScaling', 'bfloat16', 'float32'],
  explains: [
    'rateTooLow',
    'underfitting',
    'unlearnable',
    'degradation',
    'noisyStep',
    'initializerTooSmall',
    'notCentred',
    'deadBorn',
    'deadKilled',
    'vanishingThroughTime',
  ],
  detect(facts) {
    const { harm, loss, subject } = facts;
    const { precision } = subject.document.training;
    const isHarmed = isFailing(harm) || harm === 'partial';
    if (precision === 'float32' || harm === 'none' || harm === 'fair') return null;
    const share = greatest(facts, 'gradientUnderflow');
    const silenced = precision === 'float16' ? silencedLayer(facts) : null;
    if (!silenced && !(isHarmed && share > MUCH)) return null;
    return {
      nodes: silenced ? [silenced.layer.entry.node] : [],
      sinceStep: silenced ? 0 : 1,
      strength: 0.96,
      severity: isHarmed ? 'harmful' : 'expected',
      evidence: [
        ...(silenced
          ? [
              evidence(
                {
                  en: 'The outputs of {{before}} are about {{rms}}; those of {{name}} would be smaller than the least number of float16, {{least}}, and are all 0.',
                  zh: '{{before}}的输出约为{{rms}}；{{name}}的输出会小于 float16 的最小数{{least}}，因而全部为 0。',
                },
                {
                  before: silenced.before.entry.name,
                  rms: figure(silenced.before.signalRms),
                  name: silenced.layer.entry.name,
                  least: figure(LEAST_FLOAT16),
                },
                { chart: 'distributions', node: silenced.layer.entry.node, step: 0 },
              ),
            ]
          : []),
        ...(share > 0
          ? [
              evidence(
                {
                  en: 'At the worst step {{share}} % of all gradients rounded to 0.',
                  zh: '在最严重的一步，{{share}} % 的梯度被舍入为 0。',
                },
                { share: figure(100 * share) },
                { chart: 'loss' },
              ),
            ]
          : []),
        ...lossEvidence(loss),
      ],
    };
  },
};

export const overflow16: CauseDefinition = {
  kind: 'overflow16',
  title: { en: 'Numbers overflow in 16 bits', zh: '数值在 16 位下溢出' },
  why: {
    en: 'The largest float16 number is 65,504; anything above it is infinity, and infinity minus infinity is NaN. A loss scale that is too large, or activations that are, end the run; dynamic scaling halves the scale and leaves the step out instead.',
    zh: 'float16 的最大值为 65,504，超过即为无穷大，而无穷大减无穷大得 NaN。损失缩放系数或激活值过大都会终止训练；动态缩放会把系数减半并跳过这一步。',
  },
  source: SOURCE,
  remedies: ['lossScaling', 'bfloat16', 'float32'],
  explains: ['rateTooHigh', 'notFiniteOperation', 'lateCollapse', 'initializerTooLarge'],
  detect(facts) {
    const { subject, harm, failure } = facts;
    const { precision, lossScaling } = subject.document.training;
    if (precision !== 'float16' || harm !== 'notFinite' || !failure) return null;
    const isScale = lossScaling === 'fixed' && /radient/.test(failure.tensor ?? '');
    return {
      nodes: failure.node ? [failure.node] : [],
      sinceStep: failure.step ?? 0,
      strength: isScale ? 0.98 : 0.83,
      severity: 'harmful',
      evidence: [
        evidence(
          failure.message,
          {},
          { node: failure.node ?? undefined, step: failure.step ?? undefined, chart: 'loss' },
        ),
        ...(isScale
          ? [
              evidence(
                {
                  en: 'The loss is multiplied by {{scale}} before the way back.',
                  zh: '反向传播前损失被乘以{{scale}}。',
                },
                { scale: figure(subject.document.training.lossScale) },
              ),
            ]
          : []),
      ],
    };
  },
};
