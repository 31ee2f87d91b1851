import { createRegistry } from '../registry';
import { elu } from './elu';
import { gelu } from './gelu';
import { leakyRelu } from './leaky-relu';
import { linear } from './linear';
import { relu } from './relu';
import { scaledSigmoid } from './scaled-sigmoid';
import { selu } from './selu';
import { sigmoid } from './sigmoid';
import { softmax } from './softmax';
import { softplus } from './softplus';
import { swish } from './swish';
import { tanh } from './tanh';

/** Every activation function. */
export const ACTIVATIONS = createRegistry('activations', [
  linear,
  relu,
  leakyRelu,
  elu,
  selu,
  gelu,
  swish,
  softplus,
  sigmoid,
  scaledSigmoid,
  tanh,
  softmax,
]);
