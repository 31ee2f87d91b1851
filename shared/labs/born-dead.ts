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

const title = { en: 'Narrow and deep: born dead', zh: '窄而深：生来就死' };

interface Variant {
  readonly units?: number;
  readonly activation?: string;
  readonly seed?: number;
}

function project({ units = 3, activation = 'relu', seed = 1 }: Variant = {}) {
  const hidden = {
    units,
    activation: choice(activation),
    kernelInitializer: choice('heNormal'),
  };
  return (locale: Locale = 'en') =>
    labDocument(
      {
        lab: 'D2',
        title,
        layers: [inputLayer, ...hiddenLayers(9, hidden), headLayer(1), outputLayer],
        dataset: dataset('square'),
        training: {
          loss: choice('meanSquaredError'),
          optimizer: choice('adam'),
          learningRate: 0.01,
          epochs: 40,
          batchSize: 32,
          seed,
        },
      },
      locale,
    );
}

export const bornDead: Lab = {
  id: 'D2',
  chapter: 'activations',
  order: 2,
  title,
  failure: {
    en: 'Nine ReLU layers of three units: somewhere a whole layer is 0 for every input before the first step, and the network can only say a constant.',
    zh: '九层 ReLU，每层三个单元：还没开始训练，就有某一层对所有输入全为 0，网络只能输出一个常数。',
  },
  explanation: [
    {
      en: 'A parabola, and a network of nine hidden layers of three ReLU units with He weights. Width and depth are extreme on purpose; the initializer is the right one.',
      zh: '一条抛物线，一个九层的网络，每层三个 ReLU 单元，He 初始化。宽度和深度故意取得极端；初始化方法本身是对的。',
    },
    {
      en: 'For one input each unit is negative with probability ½. All N units of a layer are negative at once with 2⁻ᴺ: for N = 3 one time in eight. Nothing comes out of such a layer, forward or backward.',
      zh: '对一个输入而言，每个单元为负的概率是 ½。一层的 N 个单元同时为负的概率是 2⁻ᴺ：N = 3 时为八分之一。这样的层前向没有输出，反向也没有梯度。',
    },
    {
      en: 'Over L layers: P(dead for one input) = 1 − (1 − 2⁻ᴺ)ᴸ, here 70 %. For a whole line of inputs both directions of the line must die; a simulation of 20,000 such networks gives 57 %. In this app five of the seeds 1 to 10 are born dead, seed 1 among them.',
      zh: '经过 L 层：对一个输入死亡的概率 = 1 − (1 − 2⁻ᴺ)ᴸ，这里是 70 %。要对整条直线上的输入都死，直线的两个方向都得死；模拟 20,000 个这样的网络，结果是 57 %。在本应用中，随机种子 1 到 10 中有五个生来就死，包括种子 1。',
    },
    {
      en: 'What is left is the last bias. It learns the mean of the parabola, and the loss stops at the variance of the targets. Nothing in the loss curve says why: it falls at first, as in a sound run.',
      zh: '剩下能动的只有最后的偏置。它学到抛物线的平均值，损失停在目标的方差处。损失曲线说不出原因：它开头也会下降，和正常训练一样。',
    },
    {
      en: 'No learning rate and no optimizer helps, because the gradient is exactly 0. More width does: with 16 units the probability per layer is 2⁻¹⁶, for all nine layers 0.01 %. So does an activation without a flat half.',
      zh: '学习率和优化器都帮不上忙，因为梯度恰好为 0。加宽有用：16 个单元时每层的概率是 2⁻¹⁶，九层合计 0.01 %。换用没有平坦半边的激活函数也有用。',
    },
  ],
  steps: [
    {
      text: { en: 'In all hidden layers set Units to 16.', zh: '把所有隐藏层的“单元数”改为 16。' },
      result: {
        en: 'Up to half of a layer is silent, none is dead as a whole; the loss falls to about 0.0015 instead of 0.115.',
        zh: '每层至多一半单元沉默，但没有一层全死；损失降到约 0.0015，而不是 0.115。',
      },
      document: project({ units: 16 }),
    },
    {
      text: {
        en: 'Back to three units, set Activation to ELU.',
        zh: '回到三个单元，把“激活函数”改为 ELU。',
      },
      result: {
        en: 'ELU has a slope below 0, so the gradient passes in every layer. Three units are still few: a slow start, then 0.0018.',
        zh: 'ELU 在负半轴也有斜率，每层都有梯度通过。三个单元仍嫌太少：起步很慢，最后为 0.0018。',
      },
      document: project({ activation: 'elu' }),
    },
    {
      text: {
        en: 'Back to ReLU, set Seed in Training to 3.',
        zh: '回到 ReLU，把“训练”中的“随机种子”改为 3。',
      },
      result: {
        en: 'Lucky: this draw is alive and fits the parabola (0.0018). A result that depends on the seed like that is a warning in itself.',
        zh: '运气好：这次抽到的网络是活的，能拟合抛物线（0.0018）。结果如此依赖种子，本身就是警告。',
      },
      document: project({ seed: 3 }),
    },
    {
      text: {
        en: 'With seed 1 set Activation to Leaky ReLU.',
        zh: '种子为 1，把“激活函数”改为 Leaky ReLU。',
      },
      result: {
        en: 'Not dead, but what the gradient has to bring back through the dead fifth layer is a hundredth of it: the loss only comes down to 0.065.',
        zh: '不再是死的，但梯度穿过第五层时只剩百分之一：损失只降到 0.065。',
      },
      finding: { start: null, end: 'underfitting' },
      document: project({ activation: 'leakyRelu' }),
    },
  ],
  finding: { start: 'deadBorn', end: 'deadBorn' },
  look: { chart: 'dead', overlay: 'dead' },
  expected: {
    en: 'Dead units: the fifth layer and all behind it at 100 % from step 0 on. Gradient flow: only the last row has colour. Validation loss: falls to 0.115 within ten epochs and stays; the fitted curve is a level line.',
    zh: '死亡单元：从第 0 步起，第五层及其后各层都是 100 %。梯度流：只有最上面一行有颜色。验证损失：十个轮次内降到 0.115，然后不动；拟合曲线是一条水平线。',
  },
  source: [
    'Lu, Shin, Su, Karniadakis (2020), Dying ReLU and initialization: theory and numerical examples, sections 2 and 3',
    'Clevert, Unterthiner, Hochreiter (2016), Fast and accurate deep network learning by exponential linear units',
  ],
  figure: FIGURES.D2,
  document: project(),
};
