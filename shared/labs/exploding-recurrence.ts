import type { Locale } from '../text/text';
import { addingDocument, recurrentLayer } from './adding';
import { choice, headLayer, inputLayer, outputLayer } from './builder';
import { FIGURES } from './figures';
import type { Lab } from './lab';

const title = { en: 'An exploding recurrence', zh: '梯度爆炸的循环层' };

interface Variant {
  readonly gain?: number;
  readonly learningRate?: number;
  readonly clipping?: 'none' | 'globalNorm';
}

const project =
  ({ gain = 1.2, learningRate = 0.02, clipping = 'none' }: Variant = {}) =>
  (locale: Locale = 'en') =>
    addingDocument(
      {
        lab: 'X2',
        title,
        steps: 10,
        layers: [
          inputLayer,
          recurrentLayer('simpleRnn', {
            units: 32,
            activation: choice('relu'),
            kernelInitializer: choice('normal', { deviation: 0.1 }),
            recurrentInitializer: choice('identity', { gain }),
          }),
          headLayer(1),
          outputLayer,
        ],
        training: { optimizer: choice('momentum'), learningRate, clipping },
      },
      locale,
    );

export const explodingRecurrence: Lab = {
  id: 'X2',
  chapter: 'time',
  order: 3,
  title,
  failure: {
    en: 'A recurrence that multiplies by 1.2 at every step: a few large gradients throw the weights away, the validation loss jumps to fifteen thousand, and what is left has no memory.',
    zh: '循环层每一步乘以 1.2：几个巨大的梯度把权重甩飞，验证损失跳到一万五千，剩下的网络毫无记忆。',
  },
  explanation: [
    {
      en: 'The adding problem over ten steps: ten random numbers, two of them marked; say their sum. A recurrence of 32 ReLU units starts from 1.2 times the identity, learns with momentum and without clipping.',
      zh: '十步的加法问题：十个随机数，其中两个带标记，要说出它们的和。循环层有 32 个 ReLU 单元，循环权重从 1.2 倍单位矩阵开始，用动量法训练，不裁剪。',
    },
    {
      en: 'Forward, what stands in the state is multiplied by 1.2 at each step, in ten steps by 1.2¹⁰ ≈ 6. Backward, ∂L/∂hₜ₋₁ = Rᵀ·∂L/∂hₜ does the same to the gradient: at the first step it grows from 0.04 at the end of the sequence to 0.15 at its beginning.',
      zh: '前向时，状态中的量每一步乘以 1.2，十步就是 1.2¹⁰ ≈ 6。反向时，∂L/∂hₜ₋₁ = Rᵀ·∂L/∂hₜ 对梯度也是如此：第一步时从序列末尾的 0.04 增大到开头的 0.15。',
    },
    {
      en: 'That alone is bearable. But R has the same weights at every time step, so its gradient is the sum over all of them, and a step that makes R a little larger makes every later factor larger too: 1.2¹⁰ ≈ 6, 1.5¹⁰ ≈ 58, 2¹⁰ ≈ 1,000. The loss surface has walls, and one step off a wall throws the weights far away.',
      zh: '这本来还能承受。但 R 在每个时间步都是同一组权重，它的梯度是所有时间步之和；一步让 R 变大一点，后面的每个因子就都变大：1.2¹⁰ ≈ 6，1.5¹⁰ ≈ 58，2¹⁰ ≈ 1,000。损失曲面上有峭壁，从峭壁上迈出的一步会把权重甩出很远。',
    },
    {
      en: 'Here it happens in the first epoch: the validation loss goes from 7 to 15,000. It comes down again, but the ReLU units are dead by then, and no gradient reaches any earlier step any more. What is left is a bias that answers the mean: 0.18.',
      zh: '这里发生在第一个轮次：验证损失从 7 冲到 15,000。它后来又降了下来，但那时 ReLU 单元已经死亡，更早的时间步再也得不到任何梯度。剩下的只有一个回答均值的偏置：0.18。',
    },
    {
      en: 'Clipping by norm looks at the length of the whole gradient and, where it is above the limit c, shortens it to c: g ← g·c ÷ |g|. The direction is kept; a wall makes one short step instead of a leap.',
      zh: '按范数裁剪看整个梯度的长度，超过阈值 c 就缩短到 c：g ← g·c ÷ |g|。方向保持不变；碰到峭壁时只迈一小步，而不是一跃而起。',
    },
  ],
  steps: [
    {
      text: {
        en: 'In Training set Clipping to By norm, all together, with a Limit of 1.',
        zh: '在“训练”中把“梯度裁剪”改为“按全局范数”，阈值 1。',
      },
      result: { en: 'The same start learns to add: 0.04.', zh: '同样的起点学会了加法：0.04。' },
      document: project({ clipping: 'globalNorm' }),
    },
    {
      text: {
        en: 'Without clipping set Learning rate to 0.001.',
        zh: '不裁剪，把“学习率”改为 0.001。',
      },
      result: {
        en: 'Nothing breaks, but at a rate that bears the walls the plain is crossed too slowly: 0.14 after fifteen epochs.',
        zh: '不再出事，但经得起峭壁的学习率，在平地上又走得太慢：十五个轮次后 0.14。',
      },
      document: project({ learningRate: 0.001 }),
    },
    {
      text: {
        en: 'Without clipping and with 0.02 set the Gain of the recurrent initializer to 1.',
        zh: '不裁剪，学习率 0.02，把循环权重初始化的“增益”改为 1。',
      },
      result: {
        en: 'A level start is no protection: 0.18 as well. The first steps make R larger by themselves.',
        zh: '起点持平也保不住：同样停在 0.18。头几步自己就会把 R 变大。',
      },
      finding: { start: null, end: 'rateTooHigh' },
      document: project({ gain: 1 }),
    },
    {
      text: { en: 'With a Gain of 1 switch clipping on again.', zh: '增益为 1，再打开裁剪。' },
      result: { en: 'Both together do best: 0.017.', zh: '两者合用效果最好：0.017。' },
      document: project({ gain: 1, clipping: 'globalNorm' }),
    },
  ],
  finding: { start: null, end: 'explodingThroughTime' },
  look: { chart: 'loss', overlay: 'gradient' },
  expected: {
    en: 'Validation loss on a log scale: from 7 to 15,000 within the first epoch, then down to 0.18, which is what always answering the mean gives, and no further. Gradient by time step: rising towards the beginning at first; 0 at every step but the last at the end.',
    zh: '验证损失（对数坐标）：第一个轮次内从 7 冲到 15,000，随后降到 0.18，即总是回答均值的水平，此后不再下降。各时间步的梯度：开始时越往前越大；最后除末步外全为 0。',
  },
  source: [
    'Pascanu, Mikolov, Bengio (2013), On the difficulty of training recurrent neural networks, sections 2.2, 2.3 and 3.2',
    'Le, Jaitly, Hinton (2015), A simple way to initialize recurrent networks of rectified linear units',
    'Zhang et al., Dive into Deep Learning, section 9.5.3 (动手学深度学习 8.5.5)',
  ],
  figure: FIGURES.X2,
  document: project(),
};
