import type { Text } from '../../text/text';

/** What was not taken over of a file, one sentence each. */
export const NOTES = {
  unknown: {
    en: 'Layer “{{layer}}”: the app has no layer like {{className}}. It is kept as it is, drawn as unknown, and never run; replace it before training.',
    zh: '层“{{layer}}”：应用中没有与 {{className}} 相当的层。该层原样保留，显示为未知，且不会运行；训练前请替换它。',
  },
  setting: {
    en: 'Layer “{{layer}}” of kind {{className}}: the app has no counterpart of its setting “{{setting}}” as it stands. It is kept as an unknown layer; replace it before training.',
    zh: '类型为 {{className}} 的层“{{layer}}”：其设置“{{setting}}”的取值在应用中没有对应内容。该层作为未知层保留；训练前请替换它。',
  },
  leftOut: {
    en: 'Layer “{{layer}}”: {{settings}} was left out; it changes how the layer is trained, not what it computes.',
    zh: '层“{{layer}}”：已略去 {{settings}}；它只影响训练方式，不影响计算结果。',
  },
  training: {
    en: 'Of the training settings {{settings}} could not be taken over; the app’s own stand there.',
    zh: '训练设置中的 {{settings}} 无法沿用，已使用应用自己的设置。',
  },
  noWeights: {
    en: 'The file has no weights for layer “{{layer}}”, so none were taken over: the network starts afresh.',
    zh: '文件中没有层“{{layer}}”的权重，因此未导入任何权重：网络将重新初始化。',
  },
} as const satisfies Record<string, Text>;
