import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EngineOps } from '../../../../shared/engine/tensor-ops';
import { analyse } from '../../../../shared/graph/analyse';
import type { Incoming } from '../../../../shared/interop/exchange';
import { onnxImporter } from '../../../../shared/interop/onnx';
import type { Message } from '../../../../shared/interop/onnx/messages';
import { decodeMessage, encodeMessage } from '../../../../shared/interop/onnx/protobuf';
import { floatTensor, integerTensor, readTensor } from '../../../../shared/interop/onnx/tensors';
import { expectClose, normals, opsOf } from '../../engine/support';
import { modelWithoutData, run } from './runtime';

const FILES = ['dynamo/attention', 'opset-17/attention', 'causal'];
const [ROWS, STEPS, FEATURES] = [3, 5, 4];
const TOLERANCE = 1e-5;

let ops: EngineOps;
beforeAll(async () => {
  ops = await opsOf('wasm');
});

type Graph = NonNullable<Message<'Model'>['graph']>;
type Node = Graph['nodes'][number];
type Tensor = Graph['initializers'][number];

function modelOf(name: string): Message<'Model'> & { readonly graph: Graph } {
  const content = new Uint8Array(readFileSync(`tests/fixtures/onnx/${name}.onnx`));
  const read = decodeMessage('Model', content);
  if (!read.ok || !read.value.graph) throw new Error(`${name} cannot be read`);
  return { ...read.value, graph: read.value.graph };
}

/** Tensors that differ in one number: figures by one, and a factor that stands alone by a half. */
function otherTensors(tensor: Tensor): readonly Tensor[] {
  const read = readTensor(tensor);
  if (!read.ok) return [];
  const { shape, values } = read.value;
  const name = tensor.name ?? '';
  const made = Array.from(values).flatMap((value, at) => {
    if (!(values instanceof Float32Array))
      return [-1, 1].map((by) => integerTensor(name, shape, values.with(at, value + by)));
    return values.length === 1 ? [floatTensor(name, shape, Float32Array.of(value * 1.5))] : [];
  });
  return made as readonly Tensor[];
}

/** Attributes that differ: two axes of an order the other way round, an axis beside it, a tensor as above. */
function otherAttributes(one: Node['attributes'][number]): readonly Node['attributes'][number][] {
  const { name, integers, integer, tensor } = one;
  const swapped = (name === 'perm' ? integers : []).flatMap((_, a) =>
    integers.slice(a + 1).map((_, b) => {
      const order = [...integers];
      [order[a], order[a + b + 1]] = [order[a + b + 1], order[a]];
      return { ...one, integers: order };
    }),
  );
  const moved =
    name === 'axis' && integer !== undefined
      ? [-1, 1].map((by) => ({ ...one, integer: integer + by }))
      : [];
  const tensors = tensor ? otherTensors(tensor).map((other) => ({ ...one, tensor: other })) : [];
  return [...swapped, ...moved, ...tensors];
}

/** Files that differ from a file in one number or one pair of axes. */
function others(name: string): readonly Uint8Array[] {
  const model = modelOf(name);
  const { graph } = model;
  const nodes = graph.nodes.flatMap((node, at) =>
    node.attributes.flatMap((attribute, index) =>
      otherAttributes(attribute).map((other) => ({
        ...graph,
        nodes: graph.nodes.with(at, {
          ...node,
          attributes: node.attributes.with(index, other),
        }),
      })),
    ),
  );
  const tensors = graph.initializers.flatMap((tensor, at) =>
    otherTensors(tensor).map((other) => ({
      ...graph,
      initializers: graph.initializers.with(at, other),
    })),
  );
  return [...nodes, ...tensors].map((changed) =>
    encodeMessage('Model', { ...model, graph: changed }),
  );
}

const features = { shape: [ROWS, STEPS, FEATURES], values: normals(ROWS * STEPS * FEATURES, 4) };

/** What the app makes of a file; null where it does not know all of it. */
async function known(content: Uint8Array): Promise<Incoming | null> {
  const read = await onnxImporter.read([{ path: 'model.onnx', content }]);
  const isKnown = read.ok && read.value.notes.every(({ en }) => !en.includes('unknown'));
  return isKnown ? read.value : null;
}

function computed({ document, weights }: Incoming): Float32Array {
  const { featureShape } = analyse(document).data;
  const model = modelWithoutData(document, ops);
  model.weights.load(weights ?? []);
  const found = ops.arena.scope(() =>
    ops.read(model.predict(ops.tensor(features.values, [ROWS, ...featureShape]))),
  );
  model.dispose();
  return found;
}

const attempt = async <Value>(work: Promise<Value>): Promise<Value | null> =>
  work.catch(() => null);

/** The file with its softmax over the queries, which is no attention. */
function overQueries(name: string): Uint8Array {
  const model = modelOf(name);
  const nodes = model.graph.nodes.map((node) =>
    node.operator === 'Softmax'
      ? { ...node, attributes: node.attributes.map((one) => ({ ...one, integer: 2 })) }
      : node,
  );
  return encodeMessage('Model', { ...model, graph: { ...model.graph, nodes } });
}

describe('EXCHANGE-38: what is nearly an attention stays operators', () => {
  it('EXCHANGE-38: each operator from the first that only an attention explains is kept and listed', async () => {
    const content = overQueries('causal');
    const read = await onnxImporter.read([{ path: 'model.onnx', content }]);
    if (!read.ok) throw new Error(read.failure.text.en);
    const { document, notes } = read.value;
    const kinds = document.network.nodes.map(({ kind }) => kind);
    const unknown = kinds.filter((kind) => kind.startsWith('onnx.')).map((kind) => kind.slice(5));
    const count = (operator: string) => unknown.filter((one) => one === operator).length;
    expect(count('Split')).toBe(1);
    expect(count('Softmax')).toBe(1);
    expect(count('MatMul')).toBe(3);
    expect(count('Transpose')).toBe(4);
    expect(count('Reshape')).toBe(4);
    expect(kinds).not.toContain('multiHeadAttention');
    const said = notes.map(({ en }) => en).join();
    for (const operator of unknown) expect(said).toContain(`operator ${operator};`);
  });
});

describe('EXCHANGE-37: an attention is read only where it is one', () => {
  it.each(FILES)(
    'EXCHANGE-37: %s changed in one place is what a runtime computes, or unknown',
    async (name) => {
      let [read, refused] = [0, 0];
      for (const content of others(name)) {
        // Also of a file that no runtime takes nothing is thrown.
        const found = await known(content);
        const wanted = (await attempt(run(content, features)))?.get('output');
        if (!wanted) continue;
        if (found) expectClose(computed(found), wanted, TOLERANCE, TOLERANCE);
        if (found) read += 1;
        else refused += 1;
      }
      expect(read).toBeGreaterThan(0);
      expect(refused).toBeGreaterThan(0);
    },
  );
});
