import { problemText } from '../../text/problem-text';
import type { Problem } from '../../text/problems';
import { type CauseDefinition, evidence } from '../cause';

/** What the graph says of the meeting of last activation, loss and data. */
const MISMATCHES: ReadonlySet<string> = new Set([
  'softmax-one-unit',
  'softmax-twice',
  'sigmoid-twice',
  'output-rectified',
  'logits-range',
  'probabilities-missing',
  'output-range',
  'loss-task',
]);

const nodeOf = ({ place }: Problem): string | undefined =>
  'node' in place ? place.node : undefined;

export const outputMismatch: CauseDefinition = {
  kind: 'outputMismatch',
  title: {
    en: 'The last activation and the loss do not fit together',
    zh: '输出层的激活函数与损失函数不匹配',
  },
  why: {
    en: 'A loss from logits applies sigmoid or softmax itself and needs any real number; a loss from probabilities needs numbers between 0 and 1; a regression needs outputs that can reach the targets. Softmax over one unit is always 1. An activation of the wrong range cuts the gradient or caps the answer: σ(σ(z)) lies within 0.5 … 0.73.',
    zh: '接收 logits 的损失会自己计算 sigmoid 或 softmax，因此需要任意实数；接收概率的损失需要 0 到 1 之间的数；回归的输出必须能取到目标值。只有一个单元的 softmax 恒为 1。值域不对的激活函数会切断梯度或限制输出：σ(σ(z)) 只能落在 0.5 … 0.73 之间。',
  },
  source: 'Goodfellow et al. (2016), Deep Learning, section 6.2.2; Bishop (2006), section 4.3.6',
  remedies: ['matchOutput'],
  explains: [
    'saturatingActivation',
    'deadBorn',
    'rateTooLow',
    'underfitting',
    'notCentred',
    'unlearnable',
  ],
  detect({ subject }) {
    const found = subject.analysis.problems.filter(({ kind }) => MISMATCHES.has(kind));
    if (found.length === 0) return null;
    const nodes = found.flatMap((problem) => nodeOf(problem) ?? []);
    return {
      nodes: [...new Set(nodes)],
      sinceStep: 0,
      strength: 1,
      severity: 'certain',
      evidence: found.map((problem) =>
        evidence(problemText(problem), {}, { node: nodeOf(problem) }),
      ),
    };
  },
};
