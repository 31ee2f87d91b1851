import { describe, expect, test } from 'vitest';
import type { Backend } from '../../../shared/document/schema';
import { STEP_COLUMNS } from '../../../shared/telemetry/layout';
import { BACKENDS, dense, documentOf, head, layer } from './support';
import { TestTrainer } from './trainer';

const STEP_WIDTH = STEP_COLUMNS.length + 1;

/** Everything random and everything with a state: masks, shuffling, moving statistics, optimizer slots. */
const documentFor = (backend: Backend, seed: number) =>
  documentOf(
    [
      dense('one', 12, 'relu'),
      layer('norm', 'batchNormalization'),
      layer('drop', 'dropout', { parameters: { rate: 0.3 } }),
      dense('two', 12, 'tanh'),
      layer('drop-2', 'dropout', { parameters: { rate: 0.3 } }),
      head(2),
    ],
    { backend, seed, epochs: 4 },
  );

async function trained(
  backend: Backend,
  seed: number,
  telemetry: 'default' | 'full' | 'off',
  pauses = 0,
) {
  const trainer = new TestTrainer();
  const document = documentFor(backend, seed);
  const over = trainer.over();
  trainer.start(document, { telemetry, paused: pauses > 0 });
  for (let pause = 0; pause < pauses; pause += 1) {
    await trainer.phase('paused');
    trainer.send({ type: 'step' });
  }
  if (pauses > 0) {
    await trainer.phase('paused');
    trainer.send({ type: 'resume' });
  }
  await over;
  expect(trainer.state.phase).toBe('finished');
  const losses = trainer.rows('steps', STEP_WIDTH).map((row) => row[4]);
  return { weights: trainer.checkpoint.weights, losses };
}

describe.each(BACKENDS)(
  'ENGINE-9: on %s, the same seed gives the same run, bit for bit',
  (backend) => {
    test('whatever telemetry is taken, and however often the run is paused', async () => {
      const reference = await trained(backend, 7, 'default');
      const again = await trained(backend, 7, 'default');
      expect(again).toEqual(reference);
      expect((await trained(backend, 7, 'full')).weights).toEqual(reference.weights);
      expect((await trained(backend, 7, 'off')).weights).toEqual(reference.weights);
      expect(await trained(backend, 7, 'default', 3)).toEqual(reference);
    });

    test('another seed gives another run', async () => {
      const one = await trained(backend, 7, 'off');
      const other = await trained(backend, 8, 'off');
      expect(other.weights).not.toEqual(one.weights);
    });
  },
);
