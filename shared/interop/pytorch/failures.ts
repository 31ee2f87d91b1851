import { fail, type Result } from '../../result';
import { fillText, type Text, type TextValues } from '../../text/text';
import type { ExchangeFailure } from '../exchange';

const FAILURES = {
  faulty: {
    en: 'The project cannot be trained as it is, so it is not exported: {{problem}}',
    zh: '该项目目前无法训练，因此不导出：{{problem}}',
  },
  layer: {
    en: 'Layer “{{node}}”: PyTorch source for layers of kind {{kind}} cannot be written. Replace the layer, or export without it.',
    zh: '层“{{node}}”：无法为类型 {{kind}} 的层生成 PyTorch 源代码。请替换该层，或去掉后再导出。',
  },
  data: {
    en: 'The PyTorch export brings the prepared data along, and they could not be read.',
    zh: 'PyTorch 导出包含处理后的数据，但无法读取这些数据。',
  },
  weights: {
    en: 'Layer “{{node}}”: the run has no weight {{weight}} with {{count}} numbers. Choose a run of this very network, or export without weights.',
    zh: '层“{{node}}”：训练记录中没有含 {{count}} 个数的权重 {{weight}}。请选择该网络自己的训练记录，或不带权重导出。',
  },
} as const satisfies Record<string, Text>;

/** Why a project is not written as PyTorch source. */
export const refuse = (
  kind: keyof typeof FAILURES,
  values: TextValues = {},
): Result<never, ExchangeFailure> =>
  fail({ kind: `pytorch-${kind}`, text: fillText(FAILURES[kind], values) });
