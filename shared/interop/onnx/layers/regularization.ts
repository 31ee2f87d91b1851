import { type LayerWriter, writerOf } from '../operations';

/** Outside of training the operator is the identity; its ratio is kept for who trains on. */
const dropout = writerOf<{ readonly rate: number }>(
  'dropout',
  'any',
  (ops, { values: { rate }, layout }) =>
    ops.op('Dropout', [ops.input(0, layout), ops.floats([rate], [])]),
);

/** What is the identity outside of training, and has no operator of its own. */
const passing = (kind: string): LayerWriter =>
  writerOf(kind, 'any', (ops, { layout }) => ops.op('Identity', [ops.input(0, layout)]));

export const regularizationWriters = [dropout, passing('spatialDropout'), passing('gaussianNoise')];
