import { fail, type Result } from '../../result';
import { fillText, type Text, type TextValues } from '../../text/text';
import type { ExchangeFailure } from '../exchange';
import type { Dialect } from './dialect';

/** What a sentence calls the other tool. */
export const TOOLS: Readonly<Record<Dialect, string>> = {
  keras3: 'Keras',
  keras2: 'Keras 2',
  tfjs: 'TensorFlow.js',
};

const FAILURES = {
  faulty: {
    en: 'The network cannot be computed as it is, so it is not exported: {{problem}}',
    zh: '该网络目前无法计算，因此不导出：{{problem}}',
  },
  layer: {
    en: 'Layer “{{node}}”: {{tool}} has no layer like {{kind}} here. Replace it, or export to another format.',
    zh: '层“{{node}}”：{{tool}} 没有与此处 {{kind}} 相当的层。请替换该层，或导出为其他格式。',
  },
  setting: {
    en: 'Layer “{{node}}”: {{tool}} has no counterpart of its setting “{{setting}}”. Change it, or export to another format.',
    zh: '层“{{node}}”：{{tool}} 没有与设置“{{setting}}”对应的内容。请更改该设置，或导出为其他格式。',
  },
  shared: {
    en: 'Layer “{{node}}” takes the weights of another layer and has other settings. In {{tool}} one layer is used twice, with the same settings.',
    zh: '层“{{node}}”使用另一层的权重，但设置不同。在 {{tool}} 中，同一层重复使用时设置必须相同。',
  },
  weights: {
    en: 'Layer “{{node}}”: the run has no weight {{weight}} with {{count}} numbers. Choose a run of this very network, or export without weights.',
    zh: '层“{{node}}”：训练记录中没有含 {{count}} 个数的权重 {{weight}}。请选择该网络自己的训练记录，或不带权重导出。',
  },
  'not-json': {
    en: 'The file cannot be read as JSON: {{reason}}.',
    zh: '无法按 JSON 读取该文件：{{reason}}。',
  },
  'not-a-model': {
    en: 'This is no network of {{tool}}: {{place}} is missing or not what it should be.',
    zh: '这不是 {{tool}} 的网络：{{place}} 缺失或内容不符。',
  },
  archive: {
    en: 'The .keras archive cannot be read: {{reason}}.',
    zh: '无法读取 .keras 压缩包：{{reason}}。',
  },
  hdf5: {
    en: 'The HDF5 file is damaged or is none.',
    zh: '该 HDF5 文件已损坏，或者不是 HDF5 文件。',
  },
  'too-large': {
    en: 'The file has {{count}} {{what}}; the limit is {{limit}}.',
    zh: '该文件有 {{count}} 个{{what}}，上限为 {{limit}}。',
  },
  outputs: {
    en: 'The network has {{count}} outputs. A project is trained on one; cut the others off before saving the file.',
    zh: '该网络有 {{count}} 个输出。项目只针对一个输出训练，请在保存文件之前去掉其余输出。',
  },
  inputs: {
    en: 'The network has {{count}} inputs, not all of them rows of numbers ({{shapes}}). A project has several inputs only where they share the columns of one table.',
    zh: '该网络有 {{count}} 个输入，且并非全是一行数（{{shapes}}）。只有共用同一表格各列时，项目才能有多个输入。',
  },
  'input-shape': {
    en: 'The network does not say the shape of its input (“{{layer}}”), or leaves an axis open. Save it with a fixed input shape.',
    zh: '该网络没有给出输入（“{{layer}}”）的形状，或有未确定的轴。请以固定的输入形状保存。',
  },
  connection: {
    en: 'Layer “{{layer}}” takes from “{{source}}”, which is not there or comes after it.',
    zh: '层“{{layer}}”的输入来自“{{source}}”，而后者不存在或位于其后。',
  },
  'weights-differ': {
    en: 'Layer “{{layer}}”: the file has weights of shape {{there}} where the network needs {{here}}.',
    zh: '层“{{layer}}”：文件中权重的形状为 {{there}}，而网络需要 {{here}}。',
  },
  'weights-file': {
    en: 'The weights file “{{path}}” that model.json names is missing or too short. Choose it together with model.json.',
    zh: '缺少 model.json 所指的权重文件“{{path}}”，或其内容过短。请与 model.json 一起选择。',
  },
} as const satisfies Record<string, Text>;

/** Why a network is not written, or a file not read. */
export const refuse = (
  kind: keyof typeof FAILURES,
  values: TextValues = {},
): Result<never, ExchangeFailure> =>
  fail({ kind: `keras-${kind}`, text: fillText(FAILURES[kind], values) });
