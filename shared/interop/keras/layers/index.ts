import type { LayerMapping } from '../mapping';
import { attentionMappings } from './attention';
import { coreMappings } from './core';
import { mergeMappings } from './merges';
import { normalizationMappings, regularizationMappings } from './normalizations';
import { recurrenceMappings } from './recurrences';
import { shapeMappings } from './shapes';
import { windowMappings } from './windows';

/**
 * Layers of the catalogue that Keras has, applied both ways for all dialects. Input, Output and Activation are not
 * here: the first two are ends of the network, the third is whatever its function is.
 */
const LAYER_MAPPINGS: readonly LayerMapping[] = [
  ...coreMappings,
  ...windowMappings,
  ...recurrenceMappings,
  ...attentionMappings,
  ...normalizationMappings,
  ...regularizationMappings,
  ...shapeMappings,
  ...mergeMappings,
];

const BY_KIND: ReadonlyMap<string, LayerMapping> = new Map(
  LAYER_MAPPINGS.map((mapping) => [mapping.kind, mapping]),
);

export const mappingOf = (kind: string): LayerMapping | undefined => BY_KIND.get(kind);

/** The kinds that a class may be read as, likeliest first. */
export const mappingsReading = (className: string): readonly LayerMapping[] =>
  LAYER_MAPPINGS.filter(({ reads }) => reads.includes(className));
