import { FIGURES } from './figures';
import { curveProject } from './fit-curve';
import { type Lab, NO_FINDING } from './lab';

const title = { en: 'x² from straight pieces', zh: '用直线段拼出 x²' };

const project = curveProject({ lab: 'F1', title, curve: 'square', units: 3 });

export const fitSquare: Lab = {
  id: 'F1',
  chapter: 'structure',
  order: 3,
  title,
  failure: {
    en: 'Three ReLU units bend a line at most three times: the parabola comes out with corners.',
    zh: '三个 ReLU 单元至多把直线弯折三次：抛物线带着棱角。',
  },
  explanation: [
    {
      en: 'One input, one hidden layer of three ReLU units, one output, and the parabola y = x². Open Fitted curve and watch it train: the network’s answer is made of straight pieces.',
      zh: '一个输入，一个隐藏层（三个 ReLU 单元），一个输出，目标是抛物线 y = x²。打开“拟合曲线”看它训练：网络的输出由直线段组成。',
    },
    {
      en: 'Each unit is ReLU(w·x + b): 0 on one side of x = −b ÷ w, a straight line on the other. The output adds three of these with factors. A sum of straight lines is straight, except where one of them has its corner: N units make at most N corners and N + 1 pieces.',
      zh: '每个单元是 ReLU(w·x + b)：在 x = −b ÷ w 的一侧为 0，另一侧是直线。输出是三个单元的加权和。直线之和仍是直线，除非其中一个在那里有拐角：N 个单元至多有 N 个拐角、N + 1 段。',
    },
    {
      en: 'How near can it come? Between two corners h apart a chord misses x² by at most h² ÷ 4. Twice as many units halve h, and the largest error falls to a quarter.',
      zh: '能逼近到什么程度？两个拐角相距 h 时，弦与 x² 至多差 h² ÷ 4。单元数加倍，h 减半，最大误差降到四分之一。',
    },
    {
      en: 'Here one of the three dies while it trains, so only two corners are left: loss 0.007. The noise in the data alone has a variance of 0.03² = 0.0009; nothing can do better than that.',
      zh: '这里三个单元中有一个在训练中死亡，只剩两个拐角：损失 0.007。数据本身噪声的方差是 0.03² = 0.0009，谁也不可能比它更好。',
    },
    {
      en: 'Smooth activations bend the line themselves: three tanh units are enough for the whole parabola.',
      zh: '平滑的激活函数自己就会弯：三个 tanh 单元就足以画出整条抛物线。',
    },
  ],
  steps: [
    {
      text: { en: 'Set Units to 8.', zh: '把“单元数”改为 8。' },
      result: {
        en: 'Corners close enough to look round: 0.0014.',
        zh: '拐角密得看上去是圆的：0.0014。',
      },
      document: project({ units: 8 }),
    },
    {
      text: {
        en: 'Back to three units, set Activation to tanh.',
        zh: '回到三个单元，把“激活函数”改为 tanh。',
      },
      result: {
        en: '0.0012 from the same three units, without a corner.',
        zh: '同样三个单元，没有拐角，0.0012。',
      },
      document: project({ activation: 'tanh' }),
    },
    {
      text: {
        en: 'Set Units to 32 and Activation to Linear.',
        zh: '把“单元数”改为 32，“激活函数”改为线性。',
      },
      result: {
        en: 'A straight line, however many units: 0.12, worse than two corners. Without an activation width buys nothing.',
        zh: '单元再多也是一条直线：0.12，还不如两个拐角。没有激活函数，宽度毫无用处。',
      },
      finding: { start: 'missingNonlinearity', end: 'missingNonlinearity' },
      document: project({ units: 32, activation: 'linear' }),
    },
    {
      text: {
        en: 'Set Units to 1 and Activation to ReLU.',
        zh: '把“单元数”改为 1，“激活函数”改为 ReLU。',
      },
      result: {
        en: 'One corner: level on the left, rising on the right (0.08). It takes two units to have both arms.',
        zh: '一个拐角：一侧水平，另一侧倾斜（0.08）。要有两条臂，得两个单元。',
      },
      finding: { start: null, end: 'underfitting' },
      document: project({ units: 1 }),
    },
  ],
  finding: NO_FINDING,
  look: { chart: 'fit', overlay: 'dead' },
  expected: {
    en: 'Fitted curve: straight pieces with two corners. Validation loss: from 0.43 to 0.007 within thirty epochs, then level. Dead units: one of three at the end.',
    zh: '拟合曲线：两个拐角的折线。验证损失：三十个轮次内从 0.43 降到 0.007，然后持平。死亡单元：最后三个中有一个。',
  },
  source: [
    'Pascanu, Montúfar, Bengio (2014), On the number of response regions of deep feedforward networks with piece-wise linear activations',
    'Cybenko (1989), Approximation by superpositions of a sigmoidal function',
    'Zhang et al., Dive into Deep Learning, section 5.1.2 (动手学深度学习 4.1.2)',
  ],
  figure: FIGURES.F1,
  document: project(),
};
