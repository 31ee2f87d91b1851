import { fillText, type Text, type TextValues } from '../../text/text';
import type { ExchangeFailure } from '../exchange';

const FAILURES = {
  damaged: {
    en: 'This ONNX file is damaged, or is none: what should stand at byte {{at}} does not.',
    zh: '此文件已损坏，或不是 ONNX 文件：第 {{at}} 字节处的内容不符合格式。',
  },
  'too-large': {
    en: 'This ONNX file is larger than {{limit}} bytes, which is more than a network that the app can hold.',
    zh: '此 ONNX 文件超过 {{limit}} 字节，超出了应用可容纳的网络。',
  },
  'too-much': {
    en: 'This ONNX file holds more parts, or parts nested deeper, than are read; reading ended at byte {{at}}.',
    zh: '此 ONNX 文件包含的内容过多或嵌套过深，读取在第 {{at}} 字节处中止。',
  },
  'no-graph': {
    en: 'This ONNX file holds no network: it needs a graph with nodes, an input and an output.',
    zh: '此 ONNX 文件中没有网络：需要包含节点、输入与输出的计算图。',
  },
  'open-shape': {
    en: 'Input “{{name}}” of this ONNX file leaves its shape open. Save the model with fixed sizes for all axes but the batch.',
    zh: '此 ONNX 文件的输入“{{name}}”形状不固定。请在保存模型时固定除批量轴以外的所有尺寸。',
  },
  inputs: {
    en: 'This ONNX file has {{count}} inputs that are no rows of numbers; a project has one kind of sample.',
    zh: '此 ONNX 文件有 {{count}} 个输入，且并非都是一行数值；一个项目只有一种样本。',
  },
  'too-many-layers': {
    en: 'This ONNX file has more operators than a project may have layers.',
    zh: '此 ONNX 文件的算子数量超过项目可容纳的层数。',
  },
  'outside-data': {
    en: 'Tensor “{{name}}” keeps its numbers in another file, which is never opened. Save the model as one file.',
    zh: '张量“{{name}}”的数值存放在另一个文件中；应用不会打开它。请将模型保存为单个文件。',
  },
  tensor: {
    en: 'Tensor “{{name}}” has no {{count}} numbers of a kind that can be read, as its shape {{shape}} needs.',
    zh: '张量“{{name}}”没有其形状 {{shape}} 所需的 {{count}} 个可读取的数值。',
  },
  faulty: {
    en: 'The network cannot be computed as it is, so it is not exported: {{problem}}',
    zh: '该网络目前无法计算，因此不导出：{{problem}}',
  },
  layer: {
    en: 'Layer “{{node}}”: layers of kind {{kind}} cannot be written as ONNX. Replace the layer, or export without it.',
    zh: '层“{{node}}”：无法将类型 {{kind}} 的层写为 ONNX。请替换该层，或去掉后再导出。',
  },
  weights: {
    en: 'Layer “{{node}}”: the run has no weight {{weight}} with {{count}} numbers. Choose a run of this very network.',
    zh: '层“{{node}}”：训练记录中没有含 {{count}} 个数的权重 {{weight}}。请选择该网络自己的训练记录。',
  },
  'from-data': {
    en: 'Layer “{{node}}”: its initializer {{initializer}} looks at the data before its weights are what training starts from. Train it, and export that run.',
    zh: '层“{{node}}”：其初始化方法 {{initializer}} 需要先查看数据，才能得到训练开始时的权重。请先训练，再导出该次训练。',
  },
} as const satisfies Record<string, Text>;

export type FailureKind = keyof typeof FAILURES;

/** Why a network is not written as ONNX, or not read from it. */
export const failure = (kind: FailureKind, values: TextValues = {}): ExchangeFailure => ({
  kind: `onnx-${kind}`,
  text: fillText(FAILURES[kind], values),
});
