import { createRegistry } from '../registry';
import { adam } from './adam';
import { adamw } from './adamw';
import { momentum } from './momentum';
import { nesterov } from './nesterov';
import { rmsprop } from './rmsprop';
import { sgd } from './sgd';

/** Every optimizer. */
export const OPTIMIZERS = createRegistry('optimizers', [
  sgd,
  momentum,
  nesterov,
  rmsprop,
  adam,
  adamw,
]);
