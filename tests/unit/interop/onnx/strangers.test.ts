import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentSchema } from '../../../../shared/document/schema';
import { analyse } from '../../../../shared/graph/analyse';
import { onnxImporter } from '../../../../shared/interop/onnx';
import { writeHint } from '../../../../shared/interop/onnx/hint';
import type { Draft } from '../../../../shared/interop/onnx/messages';
import { decodeMessage, encodeMessage } from '../../../../shared/interop/onnx/protobuf';
import { floatTensor, integerTensor } from '../../../../shared/interop/onnx/tensors';
import { randomStream } from '../../../../shared/random/random-stream';
import { LAYERS_AROUND } from '../../engine/networks';
import { choiceOf, dense, documentOf, head, layer } from '../../engine/support';
import { exported, info, weightsFor } from './runtime';

const SEED = 9;
const CHANGES = 150;

const read = (content: Uint8Array, name = 'model.onnx') =>
  onnxImporter.read([{ path: name, content }]);

async function incoming(content: Uint8Array) {
  const result = await read(content);
  if (!result.ok) throw new Error(result.failure.text.en);
  return result.value;
}

/** A model of nodes that lead from `x` to `y`. */
function model(
  shape: readonly number[],
  nodes: readonly Draft<'Node'>[],
  initializers: readonly Draft<'Tensor'>[] = [],
): Uint8Array {
  return encodeMessage('Model', {
    irVersion: 8,
    opsetImport: [{ domain: '', version: 17 }],
    graph: { nodes, initializers, inputs: [info('x', shape)], outputs: [info('y', [2])] },
  });
}

const kernel = floatTensor('w', [3, 2], Float32Array.of(1, 2, 3, 4, 5, 6));
const product = (from: string, to: string): Draft<'Node'> => ({
  operator: 'MatMul',
  inputs: [from, 'w'],
  outputs: [to],
});

const kindsOf = (nodes: readonly { readonly kind: string }[]) => nodes.map(({ kind }) => kind);

describe('EXCHANGE-38: what the app does not know stays visible', () => {
  it('EXCHANGE-38: an unknown operator is a layer of unknown kind, said in words', async () => {
    const file = model(
      [3],
      [
        product('x', 'a'),
        { operator: 'Hardmax', name: 'hard', inputs: ['a'], outputs: ['b'] },
        { operator: 'Fancy', domain: 'com.example', inputs: ['b'], outputs: ['y'] },
      ],
      [kernel],
    );
    const { document, weights, notes } = await incoming(file);
    const kinds = ['input', 'dense', 'onnx.Hardmax', 'onnx.com.example.Fancy', 'output'];
    expect(kindsOf(document.network.nodes)).toEqual(kinds);
    expect(notes[0].en).toMatch(/Layer “hard”.*operator Hardmax/);
    expect(weights?.map(({ name, values }) => [name, [...values]])).toEqual([
      ['kernel', [1, 2, 3, 4, 5, 6]],
    ]);
    expect(analyse(document).problems.map(({ kind }) => kind)).toContain('unknown-kind');
  });

  it('EXCHANGE-38: a Transpose that names an axis twice, or none of its input, is no other order', async () => {
    for (const perm of [
      [0, 0, 2],
      [0, 1, 9],
    ]) {
      const turned: Draft<'Node'> = {
        operator: 'Transpose',
        inputs: ['x'],
        outputs: ['y'],
        attributes: [{ name: 'perm', integers: perm, type: 7 }],
      };
      const { document } = await incoming(model([4, 3], [turned]));
      expect(kindsOf(document.network.nodes)).toContain('onnx.Transpose');
    }
  });

  it('EXCHANGE-38: a Reshape that mixes samples is no layer of the app', async () => {
    const turned: Draft<'Node'> = {
      operator: 'Transpose',
      inputs: ['x'],
      outputs: ['a'],
      attributes: [{ name: 'perm', integers: [1, 0, 2], type: 7 }],
    };
    const mixed: Draft<'Node'> = { operator: 'Reshape', inputs: ['a', 'to'], outputs: ['y'] };
    const file = model([4, 3], [turned, mixed], [integerTensor('to', [3], [4, -1, 1])]);
    const { document } = await incoming(file);
    expect(kindsOf(document.network.nodes)).toEqual(['input', 'reshape', 'onnx.Reshape', 'output']);
  });

  it('EXCHANGE-38: further outputs are left out and named, and open shapes refused', async () => {
    const nodes = [product('x', 'y'), { operator: 'Relu', inputs: ['y'], outputs: ['z'] }];
    const parsed = decodeMessage('Model', model([3], nodes, [kernel]));
    if (!parsed.ok || !parsed.value.graph) throw new Error('the test’s file cannot be read');
    const { graph } = parsed.value;
    const two = { ...graph, outputs: [info('z', [2]), info('y', [2])] };
    const { notes } = await incoming(encodeMessage('Model', { ...parsed.value, graph: two }));
    expect(notes.map(({ en }) => en).join()).toContain('“z” became the network’s');
    const open = {
      ...graph,
      inputs: [{ ...info('x', []), type: { tensor: { shape: { dimensions: [{}, {}] } } } }],
    };
    const refused = await read(encodeMessage('Model', { ...parsed.value, graph: open }));
    expect(refused.ok ? '' : refused.failure.kind).toBe('onnx-open-shape');
  });
});

describe('EXCHANGE-39: words of a file are believed only where its operators prove them', () => {
  const hint = (kind: string, parameters = {}) =>
    writeHint({ id: 'told', kind, name: 'told', parameters, sources: ['features'] });

  it('EXCHANGE-39: a hint of another layer, or with other settings, is passed over', async () => {
    const lies = [
      hint('lstm', { units: 2 }),
      hint('dense', { units: 3, useBias: false, activation: choiceOf('linear') }),
      hint('dense', { units: 2, useBias: true, activation: choiceOf('linear') }),
      hint('dense', { units: 2, useBias: false, activation: choiceOf('relu') }),
      hint('block'),
      'vanishing-point {"id":',
      'vanishing-point {"__proto__":{"kind":"dense"}}',
    ];
    for (const docString of lies) {
      const file = model([3], [{ ...product('x', 'y'), docString }], [kernel]);
      const { document, weights } = await incoming(file);
      expect(kindsOf(document.network.nodes)).toEqual(['input', 'dense', 'output']);
      expect(document.network.nodes[1].name).not.toBe('told');
      expect(weights?.[0].values.length).toBe(6);
    }
  });

  it('EXCHANGE-39: weights that no longer are the same are shared no more', async () => {
    const own = documentOf([
      layer('one', 'dense', { parameters: { units: 2, useBias: false } }),
      { ...dense('two', 2, 'relu', { useBias: false }), weightsOf: 'one' },
      head(2),
    ]);
    const parsed = decodeMessage('Model', exported(own, weightsFor(analyse(own))));
    if (!parsed.ok || !parsed.value.graph) throw new Error('the test’s file cannot be read');
    const { graph } = parsed.value;
    const other = floatTensor('other', [2, 2], Float32Array.of(1, 2, 3, 4));
    const nodes = graph.nodes.map((node) =>
      node.name?.startsWith('two_mat_mul') ? { ...node, inputs: [node.inputs[0], 'other'] } : node,
    );
    const changed = { ...graph, nodes, initializers: [...graph.initializers, other] };
    const { document, weights } = await incoming(
      encodeMessage('Model', { ...parsed.value, graph: changed }),
    );
    expect(document.network.nodes.find(({ id }) => id === 'two')?.weightsOf).toBeUndefined();
    const found = weights?.find(({ node }) => node === 'two');
    expect([...(found?.values ?? [])]).toEqual([1, 2, 3, 4]);
  });

  it('EXCHANGE-39: of a person’s own data nothing is written', () => {
    const own = documentOf([head(2)]);
    const dataset = { kind: 'csv', parameters: { file: 'secret/patients.csv' } };
    const document = { ...own, data: { ...own.data, dataset } };
    const text = new TextDecoder('latin1').decode(
      exported(document, weightsFor(analyse(document))),
    );
    expect(text).not.toContain('patients');
  });
});

describe('EXCHANGE-34: no file exhausts the machine', () => {
  it('EXCHANGE-34: more layers than a project may have are refused', async () => {
    const nodes = Array.from({ length: 3000 }, (_, index) => ({
      operator: 'Relu',
      inputs: [index === 0 ? 'x' : `v${index}`],
      outputs: [index === 2999 ? 'y' : `v${index + 1}`],
    }));
    const result = await read(model([2], nodes));
    expect(result.ok ? '' : result.failure.kind).toBe('onnx-too-many-layers');
  });

  it('EXCHANGE-34: figures that double, shapes beyond memory and cycles come to nothing', async () => {
    const doubling = Array.from({ length: 64 }, (_, index) => ({
      operator: 'Concat',
      inputs: [`c${index}`, `c${index}`],
      outputs: [`c${index + 1}`],
      attributes: [{ name: 'axis', integer: 0, type: 2 }],
    }));
    const reshape = { operator: 'Reshape', inputs: ['x', 'c64'], outputs: ['y'] };
    const grown = await read(model([2], [...doubling, reshape], [integerTensor('c0', [1], [1])]));
    expect(grown.ok).toBe(true);
    const huge = model(
      [100_000, 100_000],
      [{ operator: 'Add', inputs: ['x', 'one'], outputs: ['y'] }],
      [floatTensor('one', [], Float32Array.of(1))],
    );
    expect((await read(huge)).ok).toBe(true);
    const cycle = [
      { operator: 'Add', inputs: ['x', 'b'], outputs: ['a'] },
      { operator: 'Relu', inputs: ['a'], outputs: ['b'] },
      { operator: 'Relu', inputs: ['b'], outputs: ['y'] },
    ];
    const round = await read(model([2], cycle));
    expect(round.ok ? '' : round.failure.kind).toBe('onnx-no-graph');
  });
});

const FILES: Readonly<Record<string, () => Uint8Array>> = {
  ...Object.fromEntries(
    ['lstm', 'cnn', 'cross', 'dynamo/lstm', 'dynamo/attention', 'opset-17/old'].map((name) => [
      `${name} of PyTorch`,
      () => new Uint8Array(readFileSync(`tests/fixtures/onnx/${name}.onnx`)),
    ]),
  ),
  ...Object.fromEntries(
    ['multiHeadAttention', 'gru', 'conv2d', 'groupNormalization', 'constant'].map((kind) => [
      kind,
      () => {
        const document = documentOf([...LAYERS_AROUND[kind], head(2)]);
        return exported(document, weightsFor(analyse(document)));
      },
    ]),
  ),
};

describe('EXCHANGE-33: damaged files come in as a project that validates, or are refused in words', () => {
  it.each(Object.entries(FILES))(`EXCHANGE-33: %s (seed ${SEED})`, async (name, make) => {
    const file = make();
    const random = randomStream(SEED, name);
    let opened = 0;
    for (let change = 0; change < CHANGES; change += 1) {
      const damaged = Uint8Array.from(file);
      for (let times = 0; times <= change % 3; times += 1) {
        damaged[random.below(file.length)] = random.below(256);
      }
      const result = await read(damaged);
      if (result.ok) {
        opened += 1;
        expect(documentSchema.safeParse(result.value.document).success).toBe(true);
        analyse(result.value.document);
      } else {
        expect(result.failure.kind).toMatch(/^onnx-/);
        expect(result.failure.text.zh).not.toMatch(/\{\{|undefined/);
      }
    }
    expect(opened).toBeGreaterThan(0);
  });
});
