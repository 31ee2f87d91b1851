import { createRegistry } from '../registry';
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

/** Every layer that a network can be made of, in the order of the palette. */
export const LAYERS = createRegistry('layers', [
  input,
  output,
  constant,
  dense,
  activation,
  simpleRnn,
  lstm,
  gru,
  batchNormalization,
  layerNormalization,
  dropout,
  flatten,
  reshape,
  add,
  multiply,
  concatenate,
]);
