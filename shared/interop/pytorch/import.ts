import { sizeOf } from '../../catalogue/layer';
import { sameJson } from '../../document/json';
import type { ProjectDocument } from '../../document/schema';
import { analyse } from '../../graph/analyse';
import { fail, type Result, succeed } from '../../result';
import type { WeightRecord } from '../../telemetry/checkpoint';
import { fillText, formatShape, type Text, type TextValues } from '../../text/text';
import type { ExchangeFailure, ExchangeFile, Importer, Incoming } from '../exchange';
import { routedShape, unrouted } from '../route';
import { decodeSafetensors } from '../safetensors';
import { safetensorsFormat } from './format';
import { planNetwork } from './plan';

const WORDS = {
  onto: {
    en: 'A safetensors file holds weights and no network. Say onto which project’s network they go.',
    zh: 'safetensors 文件只含权重，不含网络。请指定要载入到哪个项目的网络。',
  },
  missing: {
    en: 'Layer “{{node}}”: the file has no tensor “{{tensor}}” of shape {{shape}}. Weights of a project’s exported PyTorch source have these names.',
    zh: '层“{{node}}”：文件中没有形状为 {{shape}} 的张量“{{tensor}}”。由项目导出的 PyTorch 源代码所保存的权重使用这些名称。',
  },
  unused: {
    en: '{{count|tensor|tensors}} of the file belong to no layer of the network and were left out.',
    zh: '文件中有 {{count}} 个张量不属于网络的任何层，已略去。',
  },
} as const satisfies Record<string, Text>;

const refuse = (
  kind: 'onto' | 'missing',
  values: TextValues = {},
): Result<never, ExchangeFailure> =>
  fail({ kind: `safetensors-${kind}`, text: fillText(WORDS[kind], values) });

/** Weights under the names that exported PyTorch source has, onto the network of a project. */
async function read(
  [file]: readonly ExchangeFile[],
  onto?: ProjectDocument,
): Promise<Result<Incoming, ExchangeFailure>> {
  const decoded = decodeSafetensors(file.content);
  if (!decoded.ok) return decoded;
  if (!onto) return refuse('onto');
  const planned = planNetwork(analyse(onto));
  if (!planned.ok) return planned;
  const tensors = new Map(decoded.value.tensors.map((tensor) => [tensor.name, tensor]));
  const weights: WeightRecord[] = [];
  for (const { node, nodeName, spec, route, tensor } of planned.value.weights) {
    const found = tensors.get(tensor);
    const expected = routedShape(route, spec.shape);
    if (!found || !sameJson(found.shape, expected) || found.values.length !== sizeOf(expected)) {
      return refuse('missing', { node: nodeName, tensor, shape: formatShape(expected) });
    }
    const values = unrouted(route, spec.shape, found.values);
    weights.push({ node, name: spec.name, shape: [...spec.shape], values });
    tensors.delete(tensor);
  }
  for (const { tensor } of planned.value.zeros) tensors.delete(tensor);
  const notes = tensors.size > 0 ? [fillText(WORDS.unused, { count: tensors.size })] : [];
  return succeed({ document: onto, weights, notes });
}

const LENGTH_BYTES = 8;
const BRACE = 0x7b;

export const safetensorsImporter: Importer = {
  ...safetensorsFormat,
  // Eight bytes of a length, then JSON.
  recognises: (content) => content.length > LENGTH_BYTES && content[LENGTH_BYTES] === BRACE,
  read,
};
