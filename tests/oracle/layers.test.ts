import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '../../shared/catalogue/activations';
import { valuesOfChoice } from '../../shared/catalogue/catalogues';
import { LAYERS } from '../../shared/catalogue/layers';
import type { Choice, Parameters } from '../../shared/document/schema';
import type { EngineLayer, LayerContext } from '../../shared/engine/layer';
import { ENGINE_LAYERS } from '../../shared/engine/layers';
import { reading } from '../../shared/engine/reading';
import type { EngineOps, Tensor } from '../../shared/engine/tensor-ops';
import { activationOf, checkValues } from '../../shared/graph/check-node';
import { randomStream } from '../../shared/random/random-stream';
import { BACKENDS, expectClose, inScope, opsOf, type Written } from '../unit/engine/support';
import { readOracles } from './oracle';

interface LayerCase {
  readonly kind: string;
  readonly parameters: Parameters;
  readonly training: boolean;
  readonly inputs: readonly Written[];
  readonly weights: Readonly<Record<string, Written>>;
  readonly output: Written;
  readonly dy: Written;
  readonly inputGradients: readonly Written[];
  readonly weightGradients: Readonly<Record<string, Written>>;
  readonly updates: Readonly<Record<string, Written>>;
}

const cases = readOracles<LayerCase>('layers');

test('ENGINE-2: every layer of the catalogue has an engine layer, and the oracle knows it', () => {
  expect([...ENGINE_LAYERS.keys()].sort()).toEqual([...LAYERS.kinds].sort());
  expect([...new Set(cases.map(({ kind }) => kind))].sort()).toEqual([...LAYERS.kinds].sort());
});

const read = (ops: EngineOps, written: Written): Tensor =>
  ops.tensor(written.values, written.shape);

function contextOf(ops: EngineOps, known: LayerCase): LayerContext {
  const definition = LAYERS.get(known.kind);
  const entries = Object.entries(known.weights);
  return {
    ops,
    values: checkValues(definition.parameters, known.parameters).values,
    weights: Object.fromEntries(entries.map(([name, weight]) => [name, read(ops, weight)])),
    training: known.training,
    batch: known.output.shape[0],
    outputShape: known.output.shape.slice(1),
    features: read(ops, known.output),
    columns: null,
    random: randomStream(1, 'oracle'),
  };
}

/** The activation that the model runs as a second stage. */
function stageOf({ kind, parameters }: LayerCase) {
  const stage = activationOf(LAYERS.get(kind), parameters);
  const choice: Choice = stage ?? { kind: 'linear', parameters: {} };
  return {
    definition: ACTIVATIONS.get(choice.kind),
    values: valuesOfChoice(ACTIVATIONS, choice) as never,
  };
}

describe.each(BACKENDS)('ENGINE-2: on %s, as PyTorch computes it within 1e-5:', (backend) => {
  test.each(
    cases.map((known, index) => ({
      known,
      name: `${known.kind} ${JSON.stringify(known.parameters)} #${index}`,
    })),
  )('layer $name: output, gradients of inputs and weights, statistics', async ({ known }) => {
    const ops = await opsOf(backend);
    const layer = ENGINE_LAYERS.get(known.kind) as EngineLayer;
    const { definition, values } = stageOf(known);
    await inScope(ops, function* () {
      const context = contextOf(ops, known);
      const inputs = known.inputs.map((input) => read(ops, input));
      const forward = layer.forward(inputs, context);
      const y = definition.forward(ops, forward.output, values);
      expect(y.shape).toEqual(known.output.shape);
      expectClose(yield* reading(ops, y), known.output.values);
      const outer = { x: forward.output, y, dy: read(ops, known.dy) };
      const dy = definition.backward(ops, outer, values);
      const backward = layer.backward(dy, forward.saved, context, true);
      for (const [index, gradient] of known.inputGradients.entries()) {
        expect(backward.inputs[index].shape).toEqual(gradient.shape);
        expectClose(yield* reading(ops, backward.inputs[index]), gradient.values);
      }
      for (const [name, gradient] of Object.entries(known.weightGradients)) {
        expect(backward.weights[name].shape).toEqual(gradient.shape);
        expectClose(yield* reading(ops, backward.weights[name]), gradient.values);
      }
      const updates = forward.updates ?? {};
      expect(Object.keys(updates).sort()).toEqual(Object.keys(known.updates).sort());
      for (const [name, update] of Object.entries(known.updates)) {
        expectClose(yield* reading(ops, updates[name]), update.values);
      }
    });
  });
});
