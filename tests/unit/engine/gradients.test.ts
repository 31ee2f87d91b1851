import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { LAYERS } from '../../../shared/catalogue/layers';
import { gather } from '../../../shared/engine/batches';
import { streamsFor } from '../../../shared/engine/model';
import type { TrainingCore } from '../../../shared/engine/training-core';
import { documentAround, documentWithActivation, LAYERS_AROUND } from './networks';
import { BACKENDS, choiceOf, coreOf, opsOf } from './support';

const ROWS = 12;
const STEP = 1e-2;
const CHECKED_PER_WEIGHT = 6;

test('ENGINE-3: gradients are checked for every layer of the catalogue', () => {
  expect(Object.keys(LAYERS_AROUND).sort()).toEqual([...LAYERS.kinds].sort());
});

/** Mean loss of fixed rows with masks from a fixed stream, so that only the weights decide it. */
function lossOf(core: TrainingCore): number {
  const { model, data, loss } = core;
  const { ops, nodes } = model;
  return ops.arena.scope(() => {
    const batch = gather(ops, data, data.training.subarray(0, ROWS));
    const streams = streamsFor(nodes, 5, 'fixed');
    const { output } = model.forward(batch.features, { training: true, streams });
    return loss.total(output, batch.targets) / ROWS;
  });
}

function gradientsOf(core: TrainingCore): Map<string, Float32Array> {
  const found = new Map<string, Float32Array>();
  const { model, data } = core;
  const streams = streamsFor(model.nodes, 5, 'fixed');
  const rows = data.training.subarray(0, ROWS);
  core.look(rows, { training: true, streams }, ({ backward }) => {
    for (const [node, weights] of backward.weights) {
      for (const [name, gradient] of Object.entries(weights)) {
        found.set(`${node}.${name}`, model.ops.read(gradient));
      }
    }
  });
  return found;
}

/** Every gradient beside the finite difference of the loss; the number of weights that were compared. */
function compareGradients(core: TrainingCore): number {
  const gradients = gradientsOf(core);
  const records = core.model.weights.toRecords();
  for (const { node, name, values } of records) {
    const gradient = gradients.get(`${node}.${name}`);
    if (!gradient) continue;
    for (let index = 0; index < Math.min(values.length, CHECKED_PER_WEIGHT); index += 1) {
      const original = values[index];
      values[index] = original + STEP;
      core.model.weights.load(records);
      const above = lossOf(core);
      values[index] = original - STEP;
      core.model.weights.load(records);
      const below = lossOf(core);
      values[index] = original;
      const slope = (above - below) / (2 * STEP);
      expect(Math.abs(slope - gradient[index]), `${node}.${name}[${index}]`).toBeLessThan(
        2e-4 + 5e-3 * Math.abs(slope),
      );
    }
  }
  return gradients.size;
}

/** Activations that learn or draw; the formulas of the others are checked by themselves (CAT-10). */
const STATEFUL = ACTIVATIONS.entries.filter(({ weights, random }) => weights || random);

describe.each(BACKENDS)('ENGINE-3: on %s,', (backend) => {
  test.each(LAYERS.kinds)(
    'gradients of a network around %s agree with finite differences of its loss',
    async (kind) => {
      const core = coreOf(documentAround(kind), await opsOf(backend));
      expect(compareGradients(core)).toBeGreaterThanOrEqual(4);
      core.dispose();
    },
  );

  test.each(STATEFUL)('gradients of a network with $kind do too', async ({ kind, weights }) => {
    // Seed 3: no unit stands so near to its kink that a difference would straddle it.
    const core = coreOf(documentWithActivation(choiceOf(kind), { seed: 3 }), await opsOf(backend));
    expect(compareGradients(core)).toBe(weights ? 7 : 6);
    core.dispose();
  });
});
