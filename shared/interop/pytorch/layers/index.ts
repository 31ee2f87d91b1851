import type { LayerWriter } from '../layer';
import { attentionWriters } from './attention';
import { convolutionWriters } from './convolutions';
import { dataWriters } from './data';
import { coreWriters } from './dense';
import { embeddingWriters } from './embedding';
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
    ...embeddingWriters,
    ...attentionWriters,
    ...normalizationWriters,
    ...regularizationWriters,
    ...shapeWriters,
    ...mergeWriters,
  ].map((writer) => [writer.kind, writer]),
);
