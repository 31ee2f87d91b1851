import { succeed } from '../../result';
import { defineLayer, sizeOf } from '../layer';
import { lastAxis } from './common';
import { denseFlops, denseHeadline, denseParameters, denseWeights } from './dense';
import { sequenceNeeded } from './windowed';

/**
 * A kind of its own and no wrapper around any other layer: on a canvas of nodes a wrapper would be a node inside a
 * node, and all that is wrapped in practice is a Dense layer. Dense itself refuses more than one axis, because one
 * over the last axis of a picture is nearly always a forgotten Flatten; who means it says so by this kind.
 */
export const timeDistributed = defineLayer({
  kind: 'timeDistributed',
  label: { en: 'Time-distributed Dense', zh: '按时间步全连接' },
  summary: {
    en: 'One Dense layer at every time step, with the same weights: for an answer at each step, or between two recurrences.',
    zh: '在每个时间步应用同一个全连接层（共享权重）：用于逐步输出，或置于两个循环层之间。',
  },
  formula: {
    en: 'yₜ = f(xₜ·W + b), W: [features, units], b: [units]; the same for all t',
    zh: 'yₜ = f(xₜ·W + b)，W：[特征数, 单元数]，b：[单元数]；所有 t 共用',
  },
  source: 'Keras, keras.layers.TimeDistributed(Dense); PyTorch, torch.nn.Linear over the last axis',
  group: 'recurrent',
  icon: 'between-horizontal-start',
  inputs: 'one',
  hasOutput: true,
  parameters: denseParameters,
  shape([first], { units }) {
    return first.length > 1 ? succeed([...first.slice(0, -1), units]) : sequenceNeeded(first);
  },
  weights: ([first], values) => denseWeights(lastAxis(first), values),
  flops: ([first], _output, values) =>
    (sizeOf(first) / lastAxis(first)) * denseFlops(lastAxis(first), values),
  headline: denseHeadline,
});
