import { StartsTab } from './starts/starts-tab';
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
];
