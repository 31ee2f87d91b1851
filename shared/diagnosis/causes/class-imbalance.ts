import { type CauseDefinition, evidence, figure } from '../cause';
import { isImbalanced, recallsOf } from '../facts/recalls';

/** Share of a class that is found; below it the class is as good as ignored. */
const POOR_RECALL = 0.5;
const MIN_STEPS = 50;

export const classImbalance: CauseDefinition = {
  kind: 'classImbalance',
  title: {
    en: 'Few samples of one class: the network ignores it',
    zh: '某一类样本太少：网络忽略了它',
  },
  why: {
    en: 'The mean loss weighs every sample alike. Where one class is rare, answering the common ones alone is nearly as good: the rare class adds little to the gradient, and accuracy hides that it is never found.',
    zh: '平均损失对每个样本一视同仁。当某一类很少时，只回答常见的类几乎同样好：稀有类对梯度贡献很小，而准确率掩盖了它从未被识别出来的事实。',
  },
  source:
    'He & Garcia (2009), Learning from Imbalanced Data, sections 2 and 4.1; King & Zeng (2001)',
  remedies: ['balancedClassWeights'],
  explains: ['underfitting', 'unlearnable', 'rateTooLow', 'overfitting', 'notCentred', 'noisyStep'],
  detect(facts) {
    const counts = facts.data?.classCounts ?? [];
    if (facts.subject.document.training.classWeighting !== 'none') return null;
    const least = Math.min(...counts);
    const greatest = Math.max(...counts);
    if (!isImbalanced(facts.data) || facts.loss.steps < MIN_STEPS) return null;
    const found = recallsOf(facts.subject);
    const rare = counts.indexOf(least);
    if (!found || !(found[rare] < POOR_RECALL)) return null;
    const name = facts.subject.layout.classNames[rare];
    return {
      nodes: [],
      sinceStep: 0,
      strength: 0.8,
      severity: 'harmful',
      evidence: [
        evidence(
          {
            en: 'Class {{name}} has {{least}} training samples, the most common one {{greatest}}.',
            zh: '类别{{name}}只有{{least}}个训练样本，最多的类别有{{greatest}}个。',
          },
          { name, least, greatest },
          { chart: 'fit' },
        ),
        evidence(
          {
            en: 'Only {{recall}} % of the samples of {{name}} are recognised.',
            zh: '{{name}}的样本只有{{recall}} % 被正确识别。',
          },
          { name, recall: figure(100 * found[rare]) },
          { chart: 'fit' },
        ),
      ],
    };
  },
};
