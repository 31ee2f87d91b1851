import { type CauseDefinition, evidence, figure } from '../cause';
import { lossEvidence } from './loss-evidence';

/** Units of the narrowest hidden layer that are too few for most tasks. */
const NARROW = 4;
/** Last windows over which a loss that has settled hardly moves. */
const WINDOWS = 4;
const SETTLED = 0.06;

export const underfitting: CauseDefinition = {
  kind: 'underfitting',
  title: { en: 'The network is too small for this task', zh: '网络对这个任务来说太小' },
  why: {
    en: 'What the widest path through a network cannot carry, no training brings back: a layer of two units hands on a plane, one ReLU unit bends once. Training and validation loss settle together, far from where they could be.',
    zh: '网络最窄处传不过去的信息，任何训练都无法恢复：两个单元的层只能传递一个平面，一个 ReLU 单元只能弯折一次。训练损失与验证损失一起停在远离最优的地方。',
  },
  source: 'Goodfellow et al. (2016), Deep Learning, section 5.2; Montúfar et al. (2014)',
  remedies: ['wider', 'hiddenLayer'],
  explains: ['notCentred', 'unlearnable'],
  detect({ harm, now, loss }) {
    if (harm !== 'partial' && harm !== 'stuck') return null;
    const hidden = now?.profile.hidden ?? [];
    const narrowest = hidden.reduce(
      (least, { entry }) => (entry.units < least.entry.units ? { entry } : least),
      { entry: hidden[0]?.entry },
    ).entry;
    if (narrowest && narrowest.units > NARROW) return null;
    const last = loss.windows.slice(-WINDOWS);
    const change = (last[0]?.mean - last[last.length - 1]?.mean) / loss.baseline;
    if (!(change < SETTLED)) return null;
    return {
      nodes: narrowest ? [narrowest.node] : [],
      sinceStep: Math.round(last[0].firstStep),
      strength: 0.58,
      severity: 'harmful',
      evidence: [
        narrowest
          ? evidence(
              {
                en: '{{name}} has {{units|unit|units}}, the fewest of all hidden layers.',
                zh: '{{name}}只有{{units}}个单元，是所有隐藏层中最少的。',
              },
              { name: narrowest.name, units: narrowest.units },
              { chart: 'fit', node: narrowest.node },
            )
          : evidence(
              { en: 'There is no hidden layer.', zh: '网络没有隐藏层。' },
              {},
              { chart: 'fit' },
            ),
        evidence(
          {
            en: 'Over the last quarter the loss moved by {{change}} % of the way from guessing to 0.',
            zh: '在最后四分之一中，损失只移动了从随机猜测到 0 的{{change}} %。',
          },
          { change: figure(100 * change) },
          { chart: 'loss' },
        ),
        ...lossEvidence(loss),
      ],
    };
  },
};
