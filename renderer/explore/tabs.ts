import { CompareTab } from '../runs/compare/compare-tab';
import { LandscapeTab } from './landscape/landscape-tab';
import { StartsTab } from './starts/starts-tab';
import { SweepTab } from './sweep/sweep-tab';
import type { ExploreTab } from './tab';

/** The tabs, in the order of their titles. */
export const EXPLORE_TABS: readonly ExploreTab[] = [
  {
    name: 'starts',
    tells: {
      en: 'The same network from two initialisations, measured on one batch before any training, beside what theory expects (Glorot & Bengio 2010; He et al. 2015). A flat line keeps the signal; a slope is a factor a layer.',
      zh: '同一网络的两种初始化，在训练之前用一个批次测得，并与理论值对照（Glorot 与 Bengio 2010；He 等 2015）。水平线表示信号得以保持；斜线表示每层乘以一个因子。',
    },
    Content: StartsTab,
  },
  {
    name: 'landscape',
    tells: {
      en: 'The loss on a plane through the weights of a run (Li et al. 2018, Visualizing the Loss Landscape of Neural Nets): wide valleys are easy to train in, steep and rugged ones are not. Random directions show how sharp the place is; the plane of the path shows the way that the weights came.',
      zh: '损失在经过训练权重的平面上的取值（Li 等 2018，NeurIPS）：宽阔的谷地容易训练，陡峭崎岖之处则不然。随机方向显示此处有多尖锐；轨迹平面显示权重走过的路。',
    },
    Content: LandscapeTab,
  },
  {
    name: 'sweep',
    tells: {
      en: 'Many runs that differ in the parameters you choose, as a grid or by random draws (Bergstra & Bengio 2012): where training works, where it fails, and why. Every run is kept and opens from its cell.',
      zh: '在所选参数上各不相同的许多次训练，按网格或随机抽取（Bergstra 与 Bengio 2012）：哪里能训练，哪里失败，为什么。每次训练都会保留，可从其格子打开。',
    },
    Content: SweepTab,
  },
  {
    name: 'runs',
    tells: {
      en: 'Kept runs of this project beside each other: curves on one axis, the settings that differ, and what flows through the layers, under one time cursor. Every line has a colour and dashes of its own.',
      zh: '本项目保留的训练并排比较：曲线共用坐标轴，列出不同的设置，并显示各层的信号与梯度，共用一个时间游标。每条线的颜色与线型都不同。',
    },
    Content: CompareTab,
  },
];
