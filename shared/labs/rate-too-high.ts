import type { Locale } from '../text/text';
import {
  choice,
  dataset,
  headLayer,
  hiddenLayers,
  inputLayer,
  labDocument,
  outputLayer,
} from './builder';
import { FIGURES } from './figures';
import type { Lab } from './lab';

const title = { en: 'From a high rate to NaN', zh: '从学习率过高到 NaN' };

function project(learningRate: number, optimizer = 'sgd') {
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'N1',
        title,
        layers: [
          inputLayer,
          ...hiddenLayers(2, {
            units: 32,
            activation: choice('tanh'),
            kernelInitializer: choice('glorotUniform'),
          }),
          headLayer(1),
          outputLayer,
        ],
        dataset: dataset('sine', { periods: 1 }),
        training: {
          loss: choice('meanSquaredError'),
          optimizer: choice(optimizer),
          learningRate,
          epochs: 120,
          batchSize: 32,
        },
      },
      locale,
    );
}

export const rateTooHigh: Lab = {
  id: 'N1',
  chapter: 'rates',
  order: 1,
  title,
  failure: {
    en: 'Learning rate 1: each step overshoots further than the last, the loss climbs to infinity, then NaN.',
    zh: '学习率取 1：每一步都比上一步冲得更远，损失一路升到无穷大，最后变成 NaN。',
  },
  explanation: [
    {
      en: 'A small sound network (two tanh layers of 32 units, Xavier weights) learns the sine curve. With a learning rate of 0.05 it does so in seconds. Here the rate is 1.',
      zh: '一个小而健康的网络（两个 tanh 层，各 32 个单元，Xavier 初始化）学习正弦曲线。学习率取 0.05 时几秒钟就能学会，而这里取 1。',
    },
    {
      en: 'Along one direction of the weights with curvature λ the loss is a parabola, and gradient descent multiplies the distance from its bottom by 1 − ηλ at every step. If η < 2/λ it shrinks; if η > 2/λ it changes sign and grows: overshoot, further overshoot, and so on.',
      zh: '沿着曲率为 λ 的方向，损失是一条抛物线，梯度下降每一步都把到谷底的距离乘以 1 − ηλ。η < 2/λ 时它缩小；η > 2/λ 时它变号并增大：冲过头，再冲得更过头，如此往复。',
    },
    {
      en: 'For the last layer λ is about twice the mean of |h|², where h are its 32 inputs and the bias. Once the tanh units are saturated |h|² ≈ 33 and λ ≈ 66: every rate above 2/66 ≈ 0.03 may overshoot there, and a rate of 1 multiplies the error by up to 65 a step.',
      zh: '对末层而言，λ 约为 |h|² 均值的两倍，其中 h 是它的 32 个输入加偏置。一旦 tanh 单元饱和，|h|² ≈ 33，λ ≈ 66：学习率高于 2/66 ≈ 0.03 就可能冲过头，取 1 时误差每一步最多放大 65 倍。',
    },
    {
      en: 'A number that is multiplied by the same factor again and again soon passes 3.4·10³⁸, the largest 32-bit float. From there on it is Inf; Inf − Inf and 0 · Inf are NaN; and one step later NaN is in every weight.',
      zh: '一个数反复乘以同一个倍数，很快就会超过 32 位浮点数的上限 3.4·10³⁸。从此它就是 Inf；Inf − Inf 和 0 · Inf 得到 NaN；再过一步，所有权重都成了 NaN。',
    },
    {
      en: 'When all is NaN, nobody can tell any more where it began. So the run stops at the first tensor that is not finite and names it, with its layer and its step. Here it is the loss, at step 14: it squares the error, so it overflows first. Everything recorded up to then stays to be looked at.',
      zh: '等到处处是 NaN，就没人说得清它从哪里开始。因此训练会在第一个非有限张量处停下，并指出它的名字、所在的层和步数。这里是第 14 步的损失：它是误差的平方，所以最先溢出。此前的记录全部保留，可供查看。',
    },
    {
      en: 'Note that the first layers are the last to suffer: tanh is bounded, so the explosion begins in the last, linear layer and runs backwards with the gradient.',
      zh: '注意，前面的层最后才遭殃：tanh 有界，所以爆炸从末尾的线性层开始，再随梯度向后传播。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In Training set Learning rate to 0.05.',
        zh: '在“训练”中把“学习率”改为 0.05。',
      },
      result: {
        en: 'The loss falls to about 0.015, and the fitted curve follows the sine.',
        zh: '损失降到约 0.015，拟合曲线贴合正弦。',
      },
      document: project(0.05),
    },
    {
      text: {
        en: 'Look for the border: set Learning rate to 0.5, then to 0.3 and 0.2.',
        zh: '寻找边界：把“学习率”改为 0.5，再试 0.3 和 0.2。',
      },
      result: {
        en: '0.5 explodes as well, a few steps later. 0.3 and 0.2 hold, although they are far above 0.03: as long as the tanh units are not saturated the curvature is smaller. But the loss jumps up again and again.',
        zh: '0.5 同样会爆炸，只是晚几步。0.3 和 0.2 虽远高于 0.03 却稳得住：只要 tanh 单元没有饱和，曲率就较小。但损失会时不时蹿高。',
      },
      finding: { start: null, end: 'rateTooHigh' },
      document: project(0.5),
    },
    {
      text: {
        en: 'Set Optimizer to Adam and Learning rate to 0.01.',
        zh: '把“优化器”改为 Adam，“学习率”改为 0.01。',
      },
      result: {
        en: 'Adam scales each weight’s step by its own gradient: no overshoot, and a better fit than plain gradient descent (loss below 0.005).',
        zh: 'Adam 按各权重自身的梯度调整步长：不会冲过头，拟合也比普通梯度下降更好（损失低于 0.005）。',
      },
      document: project(0.01, 'adam'),
    },
  ],
  finding: { start: null, end: 'rateTooHigh' },
  look: { chart: 'loss', overlay: 'shapes' },
  expected: {
    en: 'Loss, switched to Log: a straight line upwards, a factor of a thousand and more a step, and after thirteen steps the end of the run: the loss is infinite. Updates: far above 0.1 in every layer.',
    zh: '损失（切换到对数坐标）：沿直线上升，每步放大上千倍，十三步之后训练结束：损失为无穷大。更新：各层的更新与权重之比都远超 0.1。',
  },
  source: [
    'LeCun, Bottou, Orr, Müller (1998), Efficient BackProp, section 5.2',
    'Goodfellow, Bengio, Courville (2016), Deep Learning, sections 4.3 and 8.2.4',
    'Zhang et al., Dive into Deep Learning, section 12.3.1.1 (动手学深度学习 11.3.1)',
  ],
  figure: FIGURES.N1,
  document: project(1),
};
