import { describe, expect, test } from 'vitest';
import { removeElements, shareWeights } from '../../../shared/document/edits';
import type { ProjectDocument } from '../../../shared/document/schema';
import { gather } from '../../../shared/engine/batches';
import { streamsFor } from '../../../shared/engine/model';
import type { TrainingCore } from '../../../shared/engine/training-core';
import { LAYER_QUANTITIES, layerColumn } from '../../../shared/telemetry/layout';
import { BACKENDS, choiceOf, coreOf, documentOf, expectClose, head, layer, opsOf } from './support';
import { TestTrainer } from './trainer';

const ROWS = 16;
const square = { units: 5, activation: choiceOf('tanh') };

/** first → one → norm → two → norm-2 → three → head; `two` and `three` take the weights of `one`. */
const document = (training: Partial<ProjectDocument['training']> = {}): ProjectDocument => {
  const own = documentOf(
    [
      layer('first', 'dense', { parameters: square }),
      layer('one', 'dense', { parameters: square }),
      layer('norm', 'batchNormalization'),
      layer('two', 'dense', { parameters: square }),
      layer('norm-2', 'batchNormalization'),
      layer('three', 'dense', { parameters: square }),
      head(2),
    ],
    { epochs: 2, seed: 3, ...training },
  );
  return ['two', 'three'].reduce(
    (next, user) => shareWeights(next, user, 'one'),
    shareWeights(own, 'norm-2', 'norm'),
  );
};

function lossOf({ model, data, loss }: TrainingCore): number {
  const { ops, nodes } = model;
  return ops.arena.scope(() => {
    const batch = gather(ops, data, data.training.subarray(0, ROWS));
    const streams = streamsFor(nodes, 5, 'fixed');
    const { output } = model.forward(batch.features, { training: true, streams });
    return loss.total(output, batch.targets) / ROWS;
  });
}

/** The gradient of all trainable weights by owner and name. */
function gradientsOf(core: TrainingCore): ReadonlyMap<string, Float32Array> {
  const found = new Map<string, Float32Array>();
  const { model, data } = core;
  core.look(data.training.subarray(0, ROWS), { training: true }, ({ gradient }) => {
    const values = model.ops.read(gradient);
    for (const { node, name, start, end } of model.weights.places) {
      found.set(`${node}.${name}`, values.slice(start, end));
    }
  });
  return found;
}

describe.each(BACKENDS)('SHARE-9: on %s, a layer in several places', (backend) => {
  test('has one set of weights, whose gradient is the sum over its uses (finite differences)', async () => {
    const core = coreOf(document(), await opsOf(backend));
    const gradients = gradientsOf(core);
    expect([...gradients.keys()].filter((key) => /two|three|norm-2/.test(key))).toEqual([]);
    const records = core.model.weights.toRecords();
    for (const { node, name, values } of records.filter((record) => record.node !== 'first')) {
      const gradient = gradients.get(`${node}.${name}`);
      if (!gradient) continue;
      for (let index = 0; index < Math.min(values.length, 6); index += 1) {
        const original = values[index];
        const lossAt = (value: number) => {
          values[index] = value;
          core.model.weights.load(records);
          return lossOf(core);
        };
        const central = (step: number) =>
          (lossAt(original + step) - lossAt(original - step)) / (2 * step);
        // Richardson: the terms of second order, which a chain of three tanh has plenty of, cancel.
        const slope = (4 * central(1e-2) - central(2e-2)) / 3;
        lossAt(original);
        expect(Math.abs(slope - gradient[index]), `${node}.${name}[${index}]`).toBeLessThan(
          3e-4 + 5e-3 * Math.abs(slope),
        );
      }
    }
    core.dispose();
  });

  test('adds up what each use gives', async () => {
    const ops = await opsOf(backend);
    const core = coreOf(document(), ops);
    core.look(
      core.data.training.subarray(0, ROWS),
      { training: true },
      ({ gradient, backward }) => {
        const whole = ops.read(gradient);
        const place = core.model.weights.placesOf('three').find(({ name }) => name === 'kernel');
        const uses = ['one', 'two', 'three'].map((id) =>
          ops.read(backward.weights.get(id)?.kernel as never),
        );
        const sums = uses[0].map((value, index) => value + uses[1][index] + uses[2][index]);
        expectClose(whole.subarray(place?.start, place?.end), sums, 1e-5, 1e-7);
        expect(uses[0]).not.toEqual(uses[1]);
      },
    );
    core.dispose();
  });

  test('passes moving statistics from one use to the next', async () => {
    const ops = await opsOf(backend);
    const core = coreOf(document(), ops);
    const momentum = 0.9;
    let expected = new Float32Array();
    core.train(({ forward, step }) => {
      const at = (id: string) => core.model.nodes.findIndex((node) => node.id === id);
      const means = ['norm', 'norm-2'].map((id) => {
        const [source] = core.model.nodes[at(id)].sources;
        const values = ops.read(forward.nodes[source].output);
        const mean = new Float32Array(5);
        values.forEach((value, index) => {
          mean[index % 5] += value / (values.length / 5);
        });
        return mean;
      });
      expected = means[0].map(
        (mean, unit) => momentum * (1 - momentum) * mean + (1 - momentum) * means[1][unit],
      );
      expect(step).toBe(1);
    });
    const moving = core.model.weights.toRecords().find(({ name }) => name === 'movingMean');
    expectClose(moving?.values ?? [], expected, 1e-4, 1e-6);
    core.dispose();
  });

  test('trains without a leak, and reports each use with the figures of the shared weights', async () => {
    const trainer = new TestTrainer();
    const over = trainer.over();
    trainer.start(document({ backend }), { telemetry: 'full' });
    await over;
    expect(trainer.state.phase).toBe('finished');
    const layout = trainer.layout;
    const positions = ['one', 'two', 'three'].map((id) =>
      layout.layers.findIndex(({ node }) => node === id),
    );
    expect(positions.every((position) => layout.layers[position].hasWeights)).toBe(true);
    const width = 1 + layout.layers.length * LAYER_QUANTITIES.length;
    const row = trainer.rows('layers', width).at(-1) as Float32Array;
    const of = (quantity: Parameters<typeof layerColumn>[1]) =>
      positions.map((position) => row[layerColumn(position, quantity)]);
    for (const quantity of ['weightNorm', 'weightGradientNorm', 'updateRatio'] as const) {
      const [first, ...rest] = of(quantity);
      expect(first).toBeGreaterThan(0);
      expect(rest).toEqual([first, first]);
    }
    expect(new Set(of('signalRms')).size).toBe(3);
    const nodes = trainer.checkpoint.weights.map(({ node }) => node);
    expect([...new Set(nodes)]).toEqual(['first', 'one', 'norm', 'head']);
  });

  test('keeps its weights also where the owner does not lead to the Output', async () => {
    const own = documentOf([
      layer('first', 'dense', { parameters: square }),
      layer('aside', 'dense', { parameters: square }),
      layer('used', 'dense', { parameters: square, from: ['first'] }),
      head(2),
    ]);
    const core = coreOf(shareWeights(own, 'used', 'aside'), await opsOf(backend));
    expect(core.model.nodes.some(({ id }) => id === 'aside')).toBe(false);
    expect(core.model.weights.placesOf('used').map(({ node }) => node)).toEqual(['aside', 'aside']);
    expect(core.train().notFinite).toBeNull();
    core.dispose();
  });
});

test('SHARE-10: weights that were handed on to the first user train', async () => {
  const ops = await opsOf('cpu');
  const without = removeElements(document(), { nodes: ['one'] });
  expect(without.network.nodes.find(({ id }) => id === 'three')?.weightsOf).toBe('two');
  const reconnected = {
    ...without,
    network: {
      ...without.network,
      edges: [
        ...without.network.edges,
        { id: 'new', source: 'first', target: 'norm', targetPort: 'in' },
      ],
    },
  };
  const core = coreOf(reconnected, ops);
  expect(core.train().notFinite).toBeNull();
  core.dispose();
});
