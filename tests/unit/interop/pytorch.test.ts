import { describe, expect, it } from 'vitest';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { AUGMENTATIONS } from '../../../shared/catalogue/augmentations';
import { INITIALIZERS } from '../../../shared/catalogue/initializers';
import { LAYERS } from '../../../shared/catalogue/layers';
import { LOSSES } from '../../../shared/catalogue/losses';
import { METRICS } from '../../../shared/catalogue/metrics';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import { SCHEDULES } from '../../../shared/catalogue/schedules';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { pytorch } from '../../../shared/interop/pytorch';
import { ACTIVATION_SOURCES } from '../../../shared/interop/pytorch/activations';
import { pythonFile } from '../../../shared/interop/pytorch/definitions';
import { INITIALIZER_WRITERS } from '../../../shared/interop/pytorch/initializers';
import { LAYER_WRITERS } from '../../../shared/interop/pytorch/layers';
import { LOSS_WRITERS } from '../../../shared/interop/pytorch/losses';
import { Names, snakeCase } from '../../../shared/interop/pytorch/names';
import { OPTIMIZER_SOURCES } from '../../../shared/interop/pytorch/optimizers';
import { planNetwork } from '../../../shared/interop/pytorch/plan';
import { SCHEDULE_WRITERS } from '../../../shared/interop/pytorch/schedules';
import { commentText, stringLiteral } from '../../../shared/interop/pytorch/text';
import { routed, routedShape, unrouted } from '../../../shared/interop/route';
import { decodeSafetensors } from '../../../shared/interop/safetensors';
import { inBlock } from '../document/blocks';
import { documentAround } from '../engine/networks';
import { choiceOf, dataOf, documentOf, head, layer, normals } from '../engine/support';

const SEED = 7;

function filesOf(document: ProjectDocument): ReadonlyMap<string, Uint8Array> {
  const written = pytorch.write({ document, weights: null, data: dataOf(document) });
  if (!written.ok) throw new Error(written.failure.text.en);
  return new Map(written.value.map(({ path, content }) => [path, content]));
}

const textOf = (files: ReadonlyMap<string, Uint8Array>, path: string): string =>
  new TextDecoder().decode(files.get(path));

function weightsOf(document: ProjectDocument) {
  const planned = planNetwork(analyse(document));
  if (!planned.ok) throw new Error(planned.failure.text.en);
  return planned.value.weights;
}

describe('EXCHANGE-3: everything of the catalogue can be written as PyTorch source', () => {
  it.each([
    ['layer', LAYERS.kinds, [...LAYER_WRITERS.keys()]],
    ['activation', ACTIVATIONS.kinds, Object.keys(ACTIVATION_SOURCES)],
    ['initializer', INITIALIZERS.kinds, Object.keys(INITIALIZER_WRITERS)],
    ['loss', LOSSES.kinds, Object.keys(LOSS_WRITERS)],
    ['optimizer', OPTIMIZERS.kinds, Object.keys(OPTIMIZER_SOURCES)],
    ['schedule', SCHEDULES.kinds, Object.keys(SCHEDULE_WRITERS)],
  ])('EXCHANGE-3: every %s', (_what, kinds, known) => {
    expect([...known].sort()).toEqual([...kinds].sort());
  });

  it('EXCHANGE-3: every metric and every augmentation', () => {
    for (const kind of [...METRICS.kinds, ...AUGMENTATIONS.kinds]) {
      expect(pythonFile(snakeCase(kind))).toContain(`def ${snakeCase(kind)}(`);
    }
  });

  it.each(LAYERS.kinds)('EXCHANGE-3: a network around %s is written, twice the same', (kind) => {
    const document = documentAround(kind);
    const files = filesOf(document);
    expect([...files.keys()]).toEqual([
      'README.md',
      'model.py',
      'train.py',
      'data.py',
      'recorder.py',
      'run.json',
      'tensor_file.py',
      'data.safetensors',
    ]);
    const model = textOf(files, 'model.py');
    expect(model).toContain('class Network(nn.Module):');
    expect(model).not.toMatch(/undefined|NaN|\[object/);
    expect(filesOf(structuredClone(document))).toEqual(files);
  });
});

describe('weights', () => {
  it.each(LAYERS.kinds)(
    `EXCHANGE-6: the weights of %s come back from PyTorch’s layout (seed ${SEED})`,
    (kind) => {
      for (const { route, spec } of weightsOf(documentAround(kind))) {
        const size = spec.shape.reduce((product, axis) => product * axis, 1);
        const values = normals(size, SEED, spec.name);
        const there = routed(route, spec.shape, values);
        expect(routedShape(route, spec.shape).reduce((product, axis) => product * axis, 1)).toBe(
          size,
        );
        expect(unrouted(route, spec.shape, there)).toEqual(values);
      }
    },
  );

  it('EXCHANGE-6: a kernel is turned over, and the gates of a GRU change places', () => {
    const dense = { tensor: 'weight', axes: [1, 0] };
    expect([...routed(dense, [2, 3], Float32Array.of(1, 2, 3, 4, 5, 6))]).toEqual([
      1, 4, 2, 5, 3, 6,
    ]);
    const gru = { tensor: 'bias', gates: [1, 0, 2] };
    expect([...routed(gru, [6], Float32Array.of(1, 2, 3, 4, 5, 6))]).toEqual([3, 4, 1, 2, 5, 6]);
  });

  it('EXCHANGE-6: weights of another network are refused by name, and the right ones written', () => {
    const document = documentAround('dense');
    const data = dataOf(document);
    const weights = weightsOf(document).map(({ node, spec }) => ({
      node,
      name: spec.name,
      shape: spec.shape,
      values: normals(
        spec.shape.reduce((product, axis) => product * axis, 1),
        SEED,
      ),
    }));
    const written = pytorch.write({ document, weights, data });
    const files = written.ok ? written.value : [];
    const file = files.find(({ path }) => path === 'weights.safetensors');
    const read = decodeSafetensors(file?.content ?? new Uint8Array());
    const shapes = read.ok ? read.value.tensors.map(({ name, shape }) => [name, shape]) : [];
    expect(shapes).toContainEqual(['it.weight', [3, 4]]);
    const missing = pytorch.write({ document, weights: weights.slice(1), data });
    expect(missing.ok ? null : missing.failure.kind).toBe('pytorch-weights');
    expect(missing.ok ? '' : missing.failure.text.en).toMatch(
      /Layer “before”.*kernel with 8 numbers/,
    );
  });
});

describe('what cannot be exported', () => {
  it('EXCHANGE-7: a faulty project is refused with its first problem, which names the layer', () => {
    const document = documentOf([layer('bad', 'reshape', { parameters: { shape: [5] } }), head(2)]);
    const written = pytorch.write({ document, weights: null, data: null });
    expect(written.ok ? null : written.failure.kind).toBe('pytorch-faulty');
    expect(written.ok ? '' : written.failure.text.en).toContain('bad');
    expect(written.ok ? '' : written.failure.text.zh).not.toMatch(/\{\{/);
  });

  it('EXCHANGE-7: a project whose data nobody could read is refused', () => {
    const document = documentAround('dense');
    const written = pytorch.write({ document, weights: null, data: null });
    expect(written.ok ? null : written.failure.kind).toBe('pytorch-data');
  });
});

describe('names', () => {
  it('EXCHANGE-8: identifiers are words of ASCII, differ, and mean nothing else', () => {
    const names = new Names();
    const take = (name: string, kind = 'dense') => names.take(name, kind, ['_activation']);
    expect(take('Hidden 1')).toBe('hidden_1');
    expect(take('hidden-1')).toBe('hidden_1_2');
    expect(take('HiddenOne')).toBe('hidden_one');
    expect(take('隐藏层 1')).toBe('dense_1');
    expect(take('层', 'batchNormalization')).toBe('batch_normalization');
    expect(take('Straße Ünï')).toBe('stra_e_uni');
    expect(take('class')).toBe('class_layer');
    expect(take('forward')).toBe('forward_layer');
    expect(take('3 × 3', 'conv2d')).toBe('conv2d_3_3');
    expect(take('one')).toBe('one');
    // The activation of another one is called so.
    expect(take('one activation')).toBe('one_activation_2');
    expect(take('__init__')).toBe('init');
    expect(take('x'.repeat(500)).length).toBeLessThanOrEqual(60);
  });

  const HOSTILE = [
    '"""\nimport os\nos.system("x")\n"""',
    "'); raise SystemExit(1) #",
    'a\r\nraise SystemExit(1)',
    '\u2028raise SystemExit(1)\u2029',
    '\\" + quit() + \\"',
    '# -*- coding: utf-7 -*-',
    '\u202eesrever\u202c',
    '\ud800 half',
    '{0.__class__}',
    '\u0000\u000c\u0085',
  ];

  it.each(HOSTILE)('EXCHANGE-8: no text breaks out of a comment or a string: %j', (text) => {
    expect(commentText(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    const literal = stringLiteral(text);
    expect(literal).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    expect(JSON.parse(literal)).toBe(text);
  });

  it('EXCHANGE-8: a project full of such names is written as the same lines of Python', () => {
    const plain = documentOf([layer('marked', 'dense', { parameters: { units: 3 } }), head(2)]);
    const linesOf = (document: ProjectDocument) =>
      ['model.py', 'train.py', 'data.py'].map((path) => {
        const lines = textOf(filesOf(document), path).split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
        // Remarks and quoted ids differ, and nothing else may.
        return lines.map((line) =>
          line.replace(/ {2}#.*$/, '').replace(/id="(?:\\.|[^"\\])*"/, ''),
        );
      });
    for (const text of HOSTILE) {
      const rename = (id: string) => (id === 'marked' ? text : id);
      const document: ProjectDocument = {
        ...plain,
        name: text,
        network: {
          ...plain.network,
          nodes: plain.network.nodes.map((node) =>
            node.id === 'marked' ? { ...node, id: text, name: `层 ${text}` } : node,
          ),
          edges: plain.network.edges.map((edge) => ({
            ...edge,
            source: rename(edge.source),
            target: rename(edge.target),
          })),
        },
      };
      const [identifier] = weightsOf(document)[0].tensor.split('.');
      const expected = linesOf(plain).map((lines) =>
        lines.map((line) => line.replace(/\bmarked(?=\b|_activation)/g, identifier)),
      );
      expect(linesOf(document)).toEqual(expected);
    }
  });

  it('EXCHANGE-8: the source begins with lines of its own, so that no text can declare an encoding', () => {
    for (const path of ['model.py', 'train.py', 'data.py']) {
      expect(textOf(filesOf(documentAround('dense')), path)).toMatch(/^"""[A-Z][^\n]*\n[^\n]*\n/);
    }
  });
});

it('EXCHANGE-3: blocks are written out, and remarks say where one begins and ends', () => {
  const own = documentOf([
    layer('first', 'dense', { parameters: { units: 3 } }),
    layer('one', 'dense', { parameters: { units: 3 } }),
    head(2),
  ]);
  const block = inBlock(own, 'one');
  const model = textOf(filesOf(block), 'model.py');
  const lines = model.split('\n').map((line) => line.trim());
  const at = (start: string) => lines.findIndex((line) => line.startsWith(start));
  const name = block.network.nodes.find(({ kind }) => kind === 'block')?.name;
  const remark = at(`# Block “${name}”`);
  expect(remark).toBeGreaterThan(at('self.first = '));
  expect(lines[remark + 1]).toMatch(/^self\.\w+_one = nn\.Linear\(3, 3\)/);
  expect(at('# Outside of blocks')).toBe(at('self.last = ') - 1);
});

it('EXCHANGE-3: settings that are off leave no line behind', () => {
  const { training } = documentAround('dense');
  const plain = textOf(filesOf(documentAround('dense')), 'train.py');
  expect(plain).not.toMatch(/clip|penalt|rate_factor|weight_decay|best|scale|half|float16/i);
  const full = documentAround('dense', {
    ...training,
    clipping: 'norm',
    l2: 0.1,
    warmupEpochs: 1,
    optimizer: choiceOf('lion', { weightDecay: 0.1 }),
    earlyStopping: true,
    precision: 'float16',
    lossScaling: 'dynamic',
  });
  const source = textOf(filesOf(full), 'train.py');
  for (const word of [
    'def clip',
    'def add_penalties',
    'def rate_factor',
    'WEIGHT_DECAY',
    'class Lion',
    'best = ',
    'float16',
  ]) {
    expect(source).toContain(word);
  }
});
