import { fillText, type Text, type TextValues } from '../../../text/text';

const NOTES = {
  opaque: {
    en: 'Layer “{{name}}”: the app has no layer for the ONNX operator {{operator}}; it is kept as a layer of unknown kind, which does not train. Replace it.',
    zh: '层“{{name}}”：应用中没有与 ONNX 算子 {{operator}} 对应的层；已保留为未知类型的层，无法训练，请替换。',
  },
  outputs: {
    en: 'The file has {{count}} outputs; “{{name}}” became the network’s, the others were left out.',
    zh: '该文件有 {{count}} 个输出；以“{{name}}”作为网络的输出，其余未导入。',
  },
} as const satisfies Record<string, Text>;

/** What could not be taken over, or had to be chosen, in a sentence. */
export const noteText = (kind: keyof typeof NOTES, values: TextValues): Text =>
  fillText(NOTES[kind], values);
