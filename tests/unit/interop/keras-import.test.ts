import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { JsonValue, ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import type { ExchangeFile, Importer, Incoming } from '../../../shared/interop/exchange';
import { IMPORTERS } from '../../../shared/interop/importers';
import { kerasArchive, kerasHdf5, kerasJson } from '../../../shared/interop/keras/import';
import { tfjsImporter } from '../../../shared/interop/tfjs/import';
import { randomStream } from '../../../shared/random/random-stream';
import { expectClose, modelOf, opsOf } from '../engine/support';

const FOLDER = join(import.meta.dirname, '../../fixtures/exchange');

const fileAt = (path: string): ExchangeFile => ({
  path: path.split('/').at(-1) as string,
  content: new Uint8Array(readFileSync(join(FOLDER, path))),
});

const jsonAt = (path: string) => JSON.parse(readFileSync(join(FOLDER, path), 'utf8'));

/** The file that a person chooses, and what lies beside it. */
const filesOf = (name: string): readonly ExchangeFile[] =>
  name.startsWith('tfjs')
    ? [fileAt(`${name}/model.json`), fileAt(`${name}/weights.bin`)]
    : [fileAt(name)];

async function imported(importer: Importer, files: readonly ExchangeFile[]): Promise<Incoming> {
  const read = await importer.read(files);
  if (!read.ok) throw new Error(read.failure.text.en);
  return read.value;
}

const text = (value: JsonValue): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

const importerOf = (name: string): Importer => {
  const found = IMPORTERS.find(({ recognises }) => recognises(filesOf(name)[0].content));
  if (!found) throw new Error(`nobody recognises ${name}`);
  return found;
};

/** As if the person had chosen data of that shape. */
const withChosenData = (document: ProjectDocument): ProjectDocument => {
  const { dataset } = document.data;
  const parameters = { ...dataset.parameters, file: 'own.csv', folder: 'own' };
  return { ...document, data: { ...document.data, dataset: { ...dataset, parameters } } };
};

async function computed(
  { document, weights }: Incoming,
  inputs: readonly number[],
  shape: readonly number[],
) {
  const ops = await opsOf('cpu');
  const model = modelOf(withChosenData(document), ops);
  model.weights.load(weights ?? []);
  const outputs = ops.arena.scope(() => [...ops.read(model.predict(ops.tensor(inputs, shape)))]);
  model.dispose();
  return outputs;
}

describe('files of other tools', () => {
  const keras = jsonAt('expected-keras.json');
  it.each(Object.keys(keras))(
    'EXCHANGE-14: %s computes what numpy computes for it',
    async (name) => {
      const incoming = await imported(importerOf(name), filesOf(name));
      const { inputs, outputs } = keras[name];
      const actual = await computed(incoming, inputs.flat(), [inputs.length, inputs[0].length]);
      expectClose(actual, outputs.flat(), 1e-5, 1e-6);
    },
  );

  const tfjs = jsonAt('expected-tfjs.json');
  it.each(Object.keys(tfjs))(
    'EXCHANGE-14: %s computes what TensorFlow.js computes for it',
    async (name) => {
      const incoming = await imported(importerOf(name), filesOf(name));
      const { inputs, shape, outputs } = tfjs[name];
      const [rows] = shape;
      const { featureShape } = analyse(incoming.document).data;
      expectClose(await computed(incoming, inputs, [rows, ...featureShape]), outputs, 1e-5, 1e-6);
    },
  );

  it('EXCHANGE-14: a Keras 2 file brings its layers, penalty, loss, optimizer and metric along', async () => {
    const { document, notes } = await imported(kerasHdf5, filesOf('keras-2-sequential.h5'));
    const hidden = document.network.nodes.find(({ name }) => name === 'hidden');
    expect(hidden).toMatchObject({
      kind: 'dense',
      parameters: {
        units: 5,
        activation: { kind: 'tanh' },
        kernelInitializer: { kind: 'glorotUniform' },
        l1: 0,
        l2: 0.02,
      },
    });
    expect(document.network.nodes.map(({ kind }) => kind)).toEqual([
      'input',
      'dense',
      'dropout',
      'dense',
      'output',
    ]);
    expect(document.training).toMatchObject({
      loss: { kind: 'categoricalCrossEntropy', parameters: { fromLogits: false } },
      optimizer: { kind: 'adam', parameters: { beta1: 0.9, beta2: 0.99, epsilon: 1e-7 } },
      learningRate: 0.005,
      metrics: ['accuracy'],
    });
    const { featureShape, classNames } = analyse(document).data;
    expect([featureShape, classNames.length]).toEqual([[4], 3]);
    expect(notes.map(({ en }) => en)).toEqual([expect.stringContaining('4 feature columns')]);
  });

  it('EXCHANGE-14: a Keras 3 file keeps its shortcut, and an activation of its own stays a layer', async () => {
    const { document } = await imported(kerasArchive, filesOf('keras-3-functional.keras'));
    const { nodes, edges } = document.network;
    const named = (id: string) => nodes.find((node) => node.id === id)?.name;
    const into = (name: string) =>
      edges.filter(({ target }) => named(target) === name).map(({ source }) => named(source));
    expect(into('sum')).toEqual(['norm', 'features']);
    expect(nodes.find(({ name }) => name === 'rectified')).toMatchObject({
      kind: 'activation',
      parameters: { activation: { kind: 'relu6' } },
    });
    expect(document.training).toMatchObject({
      loss: { kind: 'huber', parameters: { delta: 0.5 } },
      optimizer: { kind: 'nesterov', parameters: { momentum: 0.8 } },
      learningRate: 0.05,
      clipping: 'norm',
      clippingLimit: 1.5,
      metrics: ['mae'],
    });
  });

  it('EXCHANGE-14: pictures and sequences get data of their shape, to be chosen later', async () => {
    const picture = await imported(tfjsImporter, filesOf('tfjs-picture'));
    expect(analyse(picture.document).data.featureShape).toEqual([6, 6, 1]);
    const sequence = await imported(tfjsImporter, filesOf('tfjs-sequence'));
    expect(analyse(sequence.document).data.featureShape).toEqual([8]);
    expect(sequence.document.network.nodes[1]).toMatchObject({
      kind: 'reshape',
      parameters: { shape: [4, 2] },
    });
    const notes = sequence.notes.map(({ en }) => en);
    expect(notes).toContainEqual(expect.stringContaining('a Reshape behind the Input'));
    expect(notes).toContainEqual(expect.stringContaining('Mean squared error'));
  });
});

describe('what the app does not have', () => {
  it('EXCHANGE-15: code in a file and layers of a person’s own stay closed boxes, each said aloud', async () => {
    const { document, weights, notes } = await imported(
      kerasArchive,
      filesOf('keras-3-lambda.keras'),
    );
    expect(document.network.nodes.map(({ kind }) => kind)).toEqual([
      'input',
      'Lambda',
      'Mine',
      'dense',
      'output',
    ]);
    const problems = analyse(document).problems.map(({ kind }) => kind);
    expect(problems.filter((kind) => kind === 'unknown-kind')).toHaveLength(2);
    // What stands behind them is known all the same, for the file says its shape.
    expect(weights?.map(({ name, shape }) => [name, shape])).toEqual([
      ['kernel', [3, 2]],
      ['bias', [2]],
    ]);
    const said = notes.map(({ en }) => en);
    expect(said).toContainEqual(
      expect.stringMatching(/“trick”: the app has no layer like Lambda.*never run/),
    );
    expect(said).toContainEqual(expect.stringMatching(/“mine”: the app has no layer like Mine/));
    expect(notes.every(({ zh }) => !zh.includes('{{'))).toBe(true);
  });

  const sequential = (...layers: JsonValue[]): Uint8Array =>
    text({
      class_name: 'Sequential',
      config: {
        name: 'one',
        layers: [
          { class_name: 'InputLayer', config: { batch_input_shape: [null, 4, 2], name: 'in' } },
          ...layers,
        ],
      },
      keras_version: '2.15.0',
    });

  const readJson = (content: Uint8Array) => imported(kerasJson, [{ path: 'model.json', content }]);

  it('EXCHANGE-15: a known layer with a setting that the app lacks is kept as unknown, by the name of the setting', async () => {
    const { document, notes } = await readJson(
      sequential({ class_name: 'GRU', config: { name: 'gate', units: 3, reset_after: false } }),
    );
    expect(document.network.nodes[1]).toMatchObject({ kind: 'reshape' });
    expect(document.network.nodes[2]).toMatchObject({
      kind: 'GRU',
      parameters: { units: 3, reset_after: false },
    });
    expect(notes[0].en).toMatch(/“gate” of kind GRU.*“reset_after”/);
  });

  it('EXCHANGE-15: a class that is called as a kind of the app’s is none, and one with too many inputs is no Dense', async () => {
    const { document } = await readJson(sequential({ class_name: 'block', config: { name: 'b' } }));
    expect(document.network.nodes[2]).toMatchObject({ kind: 'Keras block' });
    expect(analyse(document).problems[0]).toMatchObject({ kind: 'unknown-kind' });
    const inbound = [
      ['in', 0, 0, {}],
      ['in', 0, 0, {}],
    ];
    const { notes } = await readJson(
      text({
        class_name: 'Model',
        config: {
          layers: [
            {
              class_name: 'InputLayer',
              name: 'in',
              config: { batch_input_shape: [null, 3] },
              inbound_nodes: [],
            },
            { class_name: 'Dense', name: 'd', config: { units: 2 }, inbound_nodes: [inbound] },
          ],
          output_layers: [['d', 0, 0]],
        },
      }),
    );
    expect(notes[0].en).toContain('inbound_nodes');
  });

  it('EXCHANGE-15: what changes training alone is left out, and said', async () => {
    const { document, notes } = await readJson(
      sequential({
        class_name: 'LSTM',
        config: {
          name: 'memory',
          units: 3,
          dropout: 0.5,
          bias_regularizer: { class_name: 'L2', config: { l2: 0.1 } },
          kernel_constraint: { class_name: 'MaxNorm', config: {} },
          recurrent_initializer: { class_name: 'Mine', config: {} },
        },
      }),
    );
    expect(document.network.nodes[2]).toMatchObject({ kind: 'lstm', parameters: { units: 3 } });
    expect(notes[0].en).toMatch(
      /“memory”: recurrent_initializer, dropout, bias_regularizer, kernel_constraint was left out/,
    );
  });

  it.each([
    [
      'two outputs',
      {
        output_layers: [
          ['d', 0, 0],
          ['d', 0, 0],
        ],
      },
      /has 2 outputs/,
    ],
    [
      'a connection to nothing',
      { layers: [['d', [['nowhere', 0, 0, {}]]]] },
      /“d” takes from “nowhere”/,
    ],
    ['an open axis', { shape: [null, null, 3] }, /does not say the shape of its input/],
  ])('EXCHANGE-15: %s is refused in words', async (_name, change, sentence) => {
    const {
      shape = [null, 3],
      output_layers = [['d', 0, 0]],
      layers = [['d', [['in', 0, 0, {}]]]],
    } = change as { shape?: JsonValue; output_layers?: JsonValue; layers?: [string, JsonValue][] };
    const content = text({
      class_name: 'Model',
      config: {
        name: 'm',
        layers: [
          {
            class_name: 'InputLayer',
            name: 'in',
            config: { batch_input_shape: shape, name: 'in' },
            inbound_nodes: [],
          },
          ...layers.map(([name, inbound]) => ({
            class_name: 'Dense',
            name,
            config: { name, units: 2 },
            inbound_nodes: [inbound],
          })),
        ],
        input_layers: [['in', 0, 0]],
        output_layers,
      },
    });
    const read = await kerasJson.read([{ path: 'm.json', content }]);
    expect(read.ok ? '' : read.failure.text.en).toMatch(sentence);
    expect(read.ok ? '' : read.failure.text.zh).not.toMatch(/\{\{/);
  });
});

const EVERYTHING = [
  'tfjs-picture',
  ...readdirSync(FOLDER).filter((name) => /\.(keras|h5)$/.test(name)),
];
const FLIPS = 60;
const CUTS = 25;

/** A result, whatever the bytes; what is read must be a project. */
async function survives(importer: Importer, files: readonly ExchangeFile[]): Promise<string> {
  const read = await importer.read(files);
  if (!read.ok) {
    expect(read.failure.text.en.length).toBeGreaterThan(10);
    return read.failure.kind;
  }
  expect(() => analyse(read.value.document)).not.toThrow();
  return 'read';
}

describe('damaged and hostile files', () => {
  it.each(EVERYTHING)(
    'EXCHANGE-16: every cut and every flipped byte of %s gives a project or a named failure',
    async (name) => {
      const importer = importerOf(name);
      const files = filesOf(name);
      const random = randomStream(5, name);
      const kinds = new Set<string>();
      for (const [at, file] of files.entries()) {
        const damaged = (content: Uint8Array) =>
          files.map((each, index) => (index === at ? { ...each, content } : each));
        for (let count = 0; count < CUTS; count += 1) {
          kinds.add(
            await survives(
              importer,
              damaged(file.content.slice(0, random.below(file.content.length))),
            ),
          );
        }
        for (let count = 0; count < FLIPS; count += 1) {
          const content = file.content.slice();
          content[random.below(content.length)] ^= 1 << random.below(8);
          kinds.add(await survives(importer, damaged(content)));
        }
      }
      expect(kinds.size).toBeGreaterThan(1);
    },
  );

  const zipOf = (entries: Record<string, Uint8Array>) => zipSync(entries);
  const config = fileAt('tfjs-picture/model.json').content;

  it.each([
    ['names that lead out', zipOf({ '../config.json': config }), /“\.\.\/config\.json”/],
    ['absolute names', zipOf({ '/etc/config.json': config }), /“\/etc/],
    ['other separators', zipOf({ 'a\\b': config }), /“a\\b”/],
    [
      'more files than there can be',
      zipOf(
        Object.fromEntries(
          Array.from({ length: 1_001 }, (_, index) => [`a${index}`, new Uint8Array(1)]),
        ),
      ),
      /more than 1000 files/,
    ],
    [
      'a metadata bomb',
      zipOf({ 'metadata.json': new Uint8Array(1024 * 1024) }),
      /metadata\.json: 1048576 > 65536/,
    ],
    ['no network', zipOf({ 'readme.txt': config }), /config\.json is missing/],
  ])(
    'EXCHANGE-16: an archive with %s is refused before it is inflated',
    async (_name, content, sentence) => {
      const read = await kerasArchive.read([{ path: 'a.keras', content }]);
      expect(read.ok ? '' : read.failure.text.en).toMatch(sentence);
    },
  );

  it('EXCHANGE-16: keys that reach a prototype, and nesting without end, are refused', async () => {
    const encoder = new TextEncoder();
    const deep = `{"class_name":"Sequential","config":${'['.repeat(200)}${']'.repeat(200)}}`;
    for (const json of [
      '{"class_name":"Model","__proto__":{"a":1}}',
      deep,
      '{"class_name":"Model"',
      '[]',
      '7',
    ]) {
      const read = await kerasJson.read([{ path: 'a.json', content: encoder.encode(json) }]);
      expect(read.ok).toBe(false);
    }
  });
});
