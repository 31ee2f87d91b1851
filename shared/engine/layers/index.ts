import type { EngineLayer } from '../layer';
import { activation } from './activation';
import { add } from './add';
import { batchNormalization } from './batch-normalization';
import { concatenate } from './concatenate';
import { constant } from './constant';
import { dense } from './dense';
import { dropout } from './dropout';
import { flatten } from './flatten';
import { input } from './input';
import { layerNormalization } from './layer-normalization';
import { multiply } from './multiply';
import { output } from './output';
import { reshape } from './reshape';

/** How each layer of the catalogue computes, by kind. */
export const ENGINE_LAYERS: ReadonlyMap<string, EngineLayer> = new Map(
  [
    activation,
    add,
    batchNormalization,
    concatenate,
    constant,
    dense,
    dropout,
    flatten,
    input,
    layerNormalization,
    multiply,
    output,
    reshape,
  ].map((layer) => [layer.kind, layer]),
);
