import { defineWords } from '../../app/i18n/i18n';

export const startsWords = defineWords('starts', {
  sideA: { en: 'Start A', zh: '起点 A' },
  sideB: { en: 'Start B', zh: '起点 B' },
  initializer: { en: 'Initializer of all layers', zh: '所有层的初始化方法' },
  activation: { en: 'Activation of hidden layers', zh: '隐藏层的激活函数' },
  seed: { en: 'Seed', zh: '随机种子' },
  asDrawn: { en: 'as drawn', zh: '与图中一致' },
  use: { en: 'Use these settings', zh: '采用这些设置' },
  useHelp: {
    en: 'Changes the network as one step that can be undone',
    zh: '一步修改网络，可以撤销',
  },
  used: { en: 'The network starts so now', zh: '网络现在按此起步' },
  measuring: { en: 'Measuring…', zh: '测量中……' },
  notTrainable: {
    en: 'This network cannot be trained yet. Close this page; the strip over the canvas says what to mend.',
    zh: '该网络还不能训练。请关闭此页，画布上方会提示需要修正之处。',
  },
  healthy: { en: 'Nothing wrong at the start', zh: '起点没有问题' },
  charts: { en: 'Both starts by depth', zh: '两种起点随深度的变化' },
  key: {
    en: '● A    ■ B    — theory    band: the decade that is usual',
    zh: '● A    ■ B    — 理论值    色带：常见的数量级',
  },
  signalRms: { en: 'Signal (RMS of outputs)', zh: '信号（输出的均方根）' },
  gradientRms: {
    en: 'Gradient (RMS of ∂loss ÷ ∂output)',
    zh: '梯度（损失对输出偏导的均方根）',
  },
  depthLabel: {
    en: '{{quantity}} from input to output: start A {{a}}, start B {{b}}',
    zh: '{{quantity}}，从输入到输出：起点 A {{a}}，起点 B {{b}}',
  },
  histograms: { en: 'Distributions on one axis', zh: '同一坐标轴上的分布' },
  tensor: { en: 'Tensor', zh: '张量' },
  preactivation: { en: 'Pre-activation', zh: '预激活' },
  activation_: { en: 'Activation', zh: '激活' },
  weight: { en: 'Weight', zh: '权重' },
  gradient: { en: 'Gradient', zh: '梯度' },
  table: { en: 'Numbers', zh: '数值' },
  layer: { en: 'Layer', zh: '层' },
  signalOf: { en: 'Signal {{side}}', zh: '信号 {{side}}' },
  gradientOf: { en: 'Gradient {{side}}', zh: '梯度 {{side}}' },
  deadOf: { en: 'Dead {{side}}', zh: '死亡 {{side}}' },
  saturatedOf: { en: 'Saturated or off {{side}}', zh: '饱和或关闭 {{side}}' },
});
