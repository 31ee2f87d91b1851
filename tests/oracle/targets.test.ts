import { describe, test } from 'vitest';
import { defaultTraining } from '../../shared/document/new-document';
import { LossStage } from '../../shared/engine/loss-stage';
import { reading } from '../../shared/engine/reading';
import { TrainingTargets } from '../../shared/engine/training-targets';
import {
  BACKENDS,
  choiceOf,
  dataOf,
  documentOf,
  expectClose,
  inScope,
  opsOf,
  type Written,
} from '../unit/engine/support';
import { readOracle } from './oracle';

interface TargetsCase {
  readonly kind: string;
  readonly smoothing: number;
  readonly weights: readonly number[] | null;
  readonly outputs: Written;
  readonly targets: Written;
  /** Sum over the batch ÷ its size. */
  readonly loss: number;
  readonly gradient: Written;
}

const cases = readOracle<TargetsCase>('targets');

describe.each(BACKENDS)('ENGINE-1: on %s, as PyTorch computes it within 1e-5:', (backend) => {
  test.each(
    cases.map((known) => ({
      known,
      name: `${known.kind}, smoothing ${known.smoothing}, weights ${known.weights}`,
    })),
  )('$name', async ({ known }) => {
    const ops = await opsOf(backend);
    const loss = new LossStage(ops, choiceOf(known.kind, { fromLogits: true }));
    const data = { ...dataOf(documentOf([])), targetShape: [known.targets.shape[1]] };
    const settings = {
      ...defaultTraining(),
      labelSmoothing: known.smoothing,
      classWeighting: known.weights ? ('given' as const) : ('none' as const),
      classWeights: [...(known.weights ?? [])],
    };
    const stage = new TrainingTargets(ops, { settings, data, loss });
    await inScope(ops, function* () {
      const outputs = ops.tensor(known.outputs.values, known.outputs.shape);
      const targets = ops.tensor(known.targets.values, known.targets.shape);
      const soft = stage.soften(targets);
      const weights = stage.weightsOf(targets);
      const count = targets.shape[0];
      const losses = loss.losses(outputs, soft, weights);
      yield [losses];
      expectClose([loss.totalOf(losses) / count], [known.loss]);
      const gradient = loss.gradient(outputs, soft, count, weights);
      expectClose(yield* reading(ops, gradient), known.gradient.values);
    });
  });
});

test('ENGINE-65: balanced class weights make every class weigh the same, and a sample 1 on average', async () => {
  const ops = await opsOf('cpu');
  const prepared = dataOf(documentOf([]));
  // Twelve rows of the first class, three of the second.
  const [columns] = prepared.targetShape;
  const classOf = (row: number) => prepared.targets[row * columns + 1];
  const rows = Array.from({ length: prepared.count }, (_, row) => row);
  const chosen = [
    ...rows.filter((row) => classOf(row) === 0).slice(0, 12),
    ...rows.filter((row) => classOf(row) === 1).slice(0, 3),
  ];
  const data = { ...prepared, training: Uint32Array.from(chosen) };
  const settings = { ...defaultTraining(), classWeighting: 'balanced' as const };
  const loss = new LossStage(ops, settings.loss);
  const stage = new TrainingTargets(ops, { settings, data, loss });
  ops.arena.scope(() => {
    const targets = ops.tensor([1, 0, 0, 1], [2, 2]);
    const weights = stage.weightsOf(targets);
    if (!weights) throw new Error('no weights');
    expectClose(ops.read(weights), [15 / 24, 15 / 6]);
  });
});
