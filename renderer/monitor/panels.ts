import { DeadUnits } from './dead-units';
import { Distributions } from './distributions';
import { Fit } from './fit';
import { GradientFlow } from './gradient-flow';
import { LossPanel } from './loss-panel';
import type { PanelEntry } from './panel-entry';
import { PANEL_TITLES, type PanelName } from './panel-titles';
import { RunsPanel } from './runs-panel';
import { TimeSteps } from './time-steps';
import { Updates } from './updates';

const panel = (
  name: PanelName,
  Content: PanelEntry['Content'],
  tells: PanelEntry['tells'],
): PanelEntry => ({ name, title: PANEL_TITLES[name], tells, Content });

/** The monitor's tabs, in order. */
export const PANELS: readonly PanelEntry[] = [
  panel('loss', LossPanel, {
    en: 'Training down and validation down: it learns. Validation turning up: it memorises. Flat from the start: it does not learn.',
    zh: '训练与验证损失同降：正在学习；验证损失回升：过拟合；始终平坦：没有在学。',
  }),
  panel('gradient', GradientFlow, {
    en: 'Darker towards the input: the gradient vanishes and early layers do not learn. Brighter: it explodes. Even colour is healthy.',
    zh: '越靠近输入越暗：梯度消失，前面的层学不动；越亮：梯度爆炸。颜色均匀才健康。',
  }),
  panel('dead', DeadUnits, {
    en: 'A dead unit is 0 for every sample and gets no gradient, so it rarely comes back. A jump: too large a step.',
    zh: '死亡单元对所有样本输出 0，梯度无法到达其权重，很难恢复。突然增多说明某一步更新过大。',
  }),
  panel('distributions', Distributions, {
    en: 'Ridges of like width from layer to layer keep the signal. Narrowing: it vanishes. Mass in the shaded ends: saturated, or off in a ReLU.',
    zh: '各层宽度相近：信号得以保持；逐层变窄：信号消失；堆在阴影区：饱和（ReLU 则为未激活）。',
  }),
  panel('updates', Updates, {
    en: 'Each step should change weights by about a thousandth. Far below the band nothing moves; above it, training shakes.',
    zh: '每步更新约为权重的千分之一为宜。远低于绿带：几乎不动；高于绿带：训练不稳定。',
  }),
  panel('fit', Fit, {
    en: 'What the network answers at this step, beside what is true: where it is wrong, and which classes it confuses.',
    zh: '网络在这一步给出的答案与真实情况对照：错在哪里，混淆了哪些类别。',
  }),
  panel('time', TimeSteps, {
    en: 'A row is a time step of a recurrence. Darker away from where the loss enters: the gradient vanishes through time and far steps are forgotten. Brighter: it explodes.',
    zh: '每行是循环层的一个时间步。离损失越远越暗：梯度随时间消失，远处的时间步学不到；越亮：梯度爆炸。',
  }),
  panel('runs', RunsPanel, {
    en: 'Earlier trainings of this project. Open one to see its charts.',
    zh: '本项目以往的训练，打开即可查看其图表。',
  }),
];
