import { FIGURES } from './figures';
import { curveProject } from './fit-curve';
import { type Lab, NO_FINDING } from './lab';

const title = { en: 'x³: wider or deeper', zh: 'x³：加宽还是加深' };

const project = curveProject({ lab: 'F2', title, curve: 'cube', units: 2 });

export const fitCube: Lab = {
  id: 'F2',
  chapter: 'structure',
  order: 4,
  title,
  failure: {
    en: 'Two ReLU units follow x³ with two corners; three layers’ worth of folding does more with as many parameters.',
    zh: '两个 ReLU 单元用两个拐角逼近 x³；参数同样多时，把线再折叠一次能做得更好。',
  },
  explanation: [
    {
      en: 'The cubic y = x³ is flat in the middle and steep at both ends, and it has no symmetry to rest on. Two ReLU units give it two corners: nearly level between them, steep outside. That is already a fair picture: 0.006.',
      zh: '三次曲线 y = x³ 中间平缓、两端陡峭，也没有偶对称可以依靠。两个 ReLU 单元给它两个拐角：中间近乎水平，两侧陡峭。这已经有几分像：0.006。',
    },
    {
      en: 'Width adds corners one by one: N units, N corners. Eight units do better, and the corners crowd where the curve bends most, at the ends.',
      zh: '加宽是一个一个地增加拐角：N 个单元 N 个拐角。八个单元更好，拐角集中在曲线弯得最厉害的两端。',
    },
    {
      en: 'Depth folds. A second layer sees the outputs of the first, which come back to the same value at several places; each of its corners appears at every such place. In the best case corners multiply from layer to layer instead of adding up.',
      zh: '加深则是折叠。第二层看到的是第一层的输出，而它们会在好几处取同一个值；第二层的每个拐角在每一处都会出现。最好的情况下，拐角逐层相乘，而不是相加。',
    },
    {
      en: 'Two layers of three units have 22 parameters, one layer of eight has 25. Both come near the noise (0.0009) in sixty epochs. The lesson is not that depth always wins: with so few units it is easier to lose one, as F1 shows.',
      zh: '两层各三个单元共有 22 个参数，一层八个单元有 25 个。六十个轮次后两者都接近噪声水平（0.0009）。这并不是说加深总是赢：单元这么少时更容易死掉一个，F1 就是例子。',
    },
  ],
  steps: [
    {
      text: { en: 'Set Units to 8.', zh: '把“单元数”改为 8。' },
      result: { en: '25 parameters: 0.002.', zh: '25 个参数：0.002。' },
      document: project({ units: 8 }),
    },
    {
      text: {
        en: 'Set Units to 3 and add a second hidden layer of 3.',
        zh: '把“单元数”改为 3，再加一个 3 单元的隐藏层。',
      },
      result: {
        en: '22 parameters: 0.003 at the end and 0.0019 at its best.',
        zh: '22 个参数：最后 0.003，最好时 0.0019。',
      },
      document: project({ units: 3, layers: 2 }),
    },
    {
      text: {
        en: 'One layer of 3 with Activation tanh.',
        zh: '一层 3 个单元，“激活函数”改为 tanh。',
      },
      result: {
        en: '0.009: smooth, but three S-curves take longer to arrange (the parabola was easier for them).',
        zh: '0.009：很平滑，但三条 S 形曲线要排布好更费时间（抛物线对它们来说容易些）。',
      },
      document: project({ units: 3, activation: 'tanh' }),
    },
    {
      text: {
        en: 'Set Units to 1 and Activation to ReLU.',
        zh: '把“单元数”改为 1，“激活函数”改为 ReLU。',
      },
      result: {
        en: 'One corner can follow one end only: 0.04.',
        zh: '一个拐角只能顾及一端：0.04。',
      },
      document: project({ units: 1 }),
    },
  ],
  finding: NO_FINDING,
  look: { chart: 'fit', overlay: 'dead' },
  expected: {
    en: 'Fitted curve: three straight pieces, nearly level in the middle. Validation loss: from 0.11 to about 0.005, then level.',
    zh: '拟合曲线：三段直线，中间近乎水平。验证损失：从 0.11 降到约 0.005，然后持平。',
  },
  source: [
    'Montúfar, Pascanu, Cho, Bengio (2014), On the number of linear regions of deep neural networks, section 3',
    'Telgarsky (2016), Benefits of depth in neural networks',
  ],
  figure: FIGURES.F2,
  document: project(),
};
