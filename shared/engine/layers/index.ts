import type { EngineLayer } from '../layer';
import { activation } from './activation';
import { add } from './add';
import { batchNormalization } from './batch-normalization';
import { concatenate } from './concatenate';
import { constant } from './constant';
import { dense } from './dense';
import { dropout } from './dropout';
import { flatten } from './flatten';
import { gru } from './gru';
import { input } from './input';
import { layerNormalization } from './layer-normalization';
import { lstm } from './lstm';
import { multiply } from './multiply';
import { output } from './output';
import { reshape } from './reshape';
import { simpleRnn } from './simple-rnn';

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
    gru,
    input,
    layerNormalization,
    lstm,
    multiply,
    output,
    reshape,
    simpleRnn,
  ].map((layer) => [layer.kind, layer]),
);
