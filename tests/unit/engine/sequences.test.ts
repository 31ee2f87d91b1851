import { describe, expect, test } from 'vitest';
import { dataShapeOf, targetShapeOf } from '../../../shared/catalogue/data-shape';
import { DATASETS } from '../../../shared/catalogue/datasets';
import { analyse } from '../../../shared/graph/analyse';
import { dataset } from '../../../shared/labs/builder';
import { STEP_COLUMNS } from '../../../shared/telemetry/layout';
import { choiceOf, documentOf, head, layer } from './support';
import { TestTrainer } from './trainer';

const LOSSES = {
  classification: choiceOf('categoricalCrossEntropy', { fromLogits: true }),
  regression: choiceOf('meanSquaredError'),
} as const;

const sequences = DATASETS.entries.filter(({ picture }) => picture === 'sequence');

const lossOf = (row: Float32Array): number => row[4];
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('sequences', () => {
  test.each(sequences)(
    'DATA-18: $kind is analysed and learned from through a Flatten (seed 1)',
    async ({ kind, task }) => {
      const loss = LOSSES[task];
      const training = { loss, epochs: 4, batchSize: 50, learningRate: 0.003, seed: 1 };
      const chosen = dataset(kind, { samples: 400 });
      const draft = documentOf([layer('flat', 'flatten')], training, chosen);
      const [outputs] = targetShapeOf(dataShapeOf(draft.data), loss);
      const document = documentOf([layer('flat', 'flatten'), head(outputs)], training, chosen);
      expect(analyse(document).problems).toEqual([]);
      const trainer = new TestTrainer();
      const state = await trainer.run(document, { telemetry: 'full' });
      expect(state.phase).toBe('finished');
      const losses = trainer.rows('steps', STEP_COLUMNS.length + 1).map(lossOf);
      expect(mean(losses.slice(-4))).toBeLessThan(mean(losses.slice(0, 4)));
    },
  );
});
