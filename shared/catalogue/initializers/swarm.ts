import { defineInitializer } from '../initializer';
import { drawNormal, lecunVariance } from './common';

export const swarm = defineInitializer({
  kind: 'swarm',
  label: { en: 'Swarm search (from data)', zh: '粒子群搜索（由数据确定）' },
  summary: {
    en: 'LeCun normal times one gain a layer; a particle swarm looks for the gains with which all layers’ variances are alike.',
    zh: 'LeCun 正态分布乘以每层一个增益；用粒子群搜索使各层方差一致的增益。',
  },
  formula: {
    en: 'min over gains g of the spread of ln Var over the features and all layers’ pre-activations',
    zh: '选取增益 g，使 ln Var 在特征与各层预激活值之间的离散程度最小',
  },
  gainRule: {
    en: 'Found from data: all layers that choose this search together.',
    zh: '由数据求得：所有选用此方法的层一同搜索。',
  },
  source:
    'Kennedy & Eberhart (1995), Particle Swarm Optimization; Clerc & Kennedy (2002), equation 3 and section VI (coefficients)',
  parameters: {
    particles: {
      type: 'integer',
      label: { en: 'Particles', zh: '粒子数' },
      help: {
        en: 'Points that search together; each round costs one forward pass a particle.',
        zh: '共同搜索的点数；每轮每个粒子需要一次前向传播。',
      },
      default: 16,
      minimum: 4,
      maximum: 128,
    },
    rounds: {
      type: 'integer',
      label: { en: 'Rounds', zh: '轮数' },
      help: {
        en: 'How often the swarm moves. Where layers ask for different numbers, the largest holds.',
        zh: '粒子群移动的次数。各层设置不同时取最大值。',
      },
      default: 30,
      minimum: 1,
      maximum: 1000,
    },
  },
  fromData: true,
  moments: (fans) => ({ mean: 0, variance: lecunVariance(fans) }),
  draw: (shape, fans, random) => drawNormal(shape, Math.sqrt(lecunVariance(fans)), random),
});
