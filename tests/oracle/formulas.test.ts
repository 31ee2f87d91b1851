import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '../../shared/catalogue/activations';
import { valuesOfChoice } from '../../shared/catalogue/catalogues';
import { LOSSES } from '../../shared/catalogue/losses';
import { OPTIMIZERS } from '../../shared/catalogue/optimizers';
import type { Choice } from '../../shared/document/schema';
import { LossStage } from '../../shared/engine/loss-stage';
import { OptimizerStage } from '../../shared/engine/optimizer-stage';
import { reading, readLater } from '../../shared/engine/reading';
import { gainOf } from '../../shared/theory/gain';
import { BACKENDS, expectClose, inScope, opsOf, type Written } from '../unit/engine/support';
import { readOracle } from './oracle';

interface ActivationCase {
  readonly activation: Choice;
  readonly x: Written;
  readonly weights: Readonly<Record<string, Written>>;
  /** Drawn slopes of a training pass. */
  readonly noise?: Written;
  readonly y: Written;
  readonly dy: Written;
  readonly dx: Written;
  readonly weightGradients: Readonly<Record<string, Written>>;
}

interface GainCase {
  readonly activation: Choice;
  /** 1 ÷ √E[f′(z)²], z ~ N(0, 1). */
  readonly gain: number;
  /** What `torch.nn.init.calculate_gain` says, where that is exact. */
  readonly torch: number | null;
}

interface LossCase {
  readonly loss: Choice;
  readonly outputs: Written;
  readonly targets: Written;
  readonly value: Written;
  readonly gradient: Written;
}

interface OptimizerCase {
  readonly optimizer: Choice;
  readonly learningRate: number;
  readonly start: Written;
  readonly gradients: Written;
  readonly path: Written;
}

const activations = readOracle<ActivationCase>('activations');
const gains = readOracle<GainCase>('gains');
const losses = readOracle<LossCase>('losses');
const optimizers = readOracle<OptimizerCase>('optimizers');
const kinds = (choices: readonly Choice[]) => [...new Set(choices.map(({ kind }) => kind))].sort();
const say = ({ kind, parameters }: Choice) => `${kind} ${JSON.stringify(parameters)}`;

test('ENGINE-1: the oracle knows every activation, loss and optimizer of the catalogue', () => {
  expect(kinds(activations.map(({ activation }) => activation))).toEqual(
    [...ACTIVATIONS.kinds].sort(),
  );
  expect(kinds(losses.map(({ loss }) => loss))).toEqual([...LOSSES.kinds].sort());
  expect(kinds(optimizers.map(({ optimizer }) => optimizer))).toEqual([...OPTIMIZERS.kinds].sort());
});

test('ENGINE-1: the oracle knows the gain of every elementwise activation', () => {
  const elementwise = ACTIVATIONS.entries.filter((entry) => entry.elementwise);
  expect(kinds(gains.map(({ activation }) => activation))).toEqual(
    elementwise.map(({ kind }) => kind).sort(),
  );
});

test.each(gains.map((known) => ({ known, name: say(known.activation) })))(
  'THEORY-16: the gain of $name is 1 ÷ √E[f′²], and PyTorch’s where that is exact',
  ({ known }) => {
    const gain = gainOf(known.activation) as number;
    expect(Math.abs(gain / known.gain - 1)).toBeLessThan(1e-5);
    if (known.torch !== null) expect(Math.abs(gain / known.torch - 1)).toBeLessThan(1e-9);
  },
);

test('THEORY-16: an activation that couples units has no gain of its own', () => {
  expect(gainOf({ kind: 'softmax', parameters: {} })).toBeNull();
});

describe.each(BACKENDS)('ENGINE-1: on %s, as PyTorch computes it within 1e-5:', (backend) => {
  test.each(
    activations.map((known, index) => ({ known, name: `${say(known.activation)} #${index}` })),
  )('activation $name, value and gradient', async ({ known }) => {
    const ops = await opsOf(backend);
    const definition = ACTIVATIONS.get(known.activation.kind);
    const values = valuesOfChoice(ACTIVATIONS, known.activation) as never;
    await inScope(ops, function* () {
      const tensor = (written: Written) => ops.tensor(written.values, written.shape);
      const named = Object.entries(known.weights).map(([name, weight]) => [name, tensor(weight)]);
      const state = {
        weights: Object.fromEntries(named),
        ...(known.noise && { noise: tensor(known.noise) }),
      };
      const x = tensor(known.x);
      const dy = tensor(known.dy);
      const y = definition.forward(ops, x, values, state);
      expectClose(yield* reading(ops, y), known.y.values);
      const pass = { x, y, dy, ...state };
      const dx = definition.backward(ops, pass, values);
      expectClose(yield* reading(ops, dx), known.dx.values);
      const gradients = definition.weightGradients?.(ops, pass, values) ?? {};
      expect(Object.keys(gradients)).toEqual(Object.keys(known.weightGradients));
      for (const [name, gradient] of Object.entries(known.weightGradients)) {
        expect(gradients[name].shape).toEqual(gradient.shape);
        expectClose(yield* reading(ops, gradients[name]), gradient.values);
      }
    });
  });

  test.each(losses.map((known, index) => ({ known, name: `${say(known.loss)} #${index}` })))(
    'loss $name, value and gradient',
    async ({ known }) => {
      const ops = await opsOf(backend);
      const stage = new LossStage(ops, known.loss);
      await inScope(ops, function* () {
        const outputs = ops.tensor(known.outputs.values, known.outputs.shape);
        const targets = ops.tensor(known.targets.values, known.targets.shape);
        const total = known.value.values.reduce((sum, value) => sum + value, 0);
        const losses = stage.losses(outputs, targets);
        yield [losses];
        expectClose([stage.totalOf(losses)], [total]);
        const batch = known.outputs.shape[0];
        const perSample = ops.multiply(stage.gradient(outputs, targets), batch);
        expectClose(yield* reading(ops, perSample), known.gradient.values);
      });
    },
  );

  test.each(
    optimizers.map((known, index) => ({ known, name: `${say(known.optimizer)} #${index}` })),
  )('optimizer $name, 20 steps, whole and in pieces', async ({ known }) => {
    const ops = await opsOf(backend);
    const [steps, size] = known.gradients.shape;
    // A GPU takes vectors whole.
    for (const maximumPiece of ops.storage.isRemote ? [size] : [size, 4]) {
      const stage = new OptimizerStage(ops, known.optimizer, size, maximumPiece);
      let weight = ops.arena.keep(ops.tensor(known.start.values, [size]));
      for (let step = 0; step < steps; step += 1) {
        ops.arena.scope(() => {
          const gradient = ops.tensor(
            known.gradients.values.slice(step * size, (step + 1) * size),
            [size],
          );
          const proposal = stage.propose(weight, gradient, known.learningRate);
          stage.commit(proposal);
          ops.arena.free(weight);
          weight = ops.arena.keep(proposal.weight);
        });
        const expected = known.path.values.slice(step * size, (step + 1) * size);
        expectClose(await readLater(ops, reading(ops, weight)), expected);
      }
      ops.arena.free(weight);
      stage.dispose();
    }
  });
});
