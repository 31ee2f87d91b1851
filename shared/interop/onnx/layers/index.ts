import type { LayerWriter } from '../operations';
import { attentionWriters } from './attention';
import { convolutionWriters } from './convolutions';
import { coreWriters } from './core';
import { dataWriters } from './data';
import { mergeWriters } from './merges';
import { normalizationWriters } from './normalizations';
import { poolingWriters } from './pooling';
import { recurrenceWriters } from './recurrences';
import { regularizationWriters } from './regularization';
import { shapeWriters } from './shapes';

/** How each layer of the catalogue is written, by kind. */
export const LAYER_WRITERS: ReadonlyMap<string, LayerWriter> = new Map(
  [
    ...dataWriters,
    ...coreWriters,
    ...convolutionWriters,
    ...poolingWriters,
    ...recurrenceWriters,
    ...attentionWriters,
    ...normalizationWriters,
    ...regularizationWriters,
    ...shapeWriters,
    ...mergeWriters,
  ].map((writer) => [writer.kind, writer]),
);
