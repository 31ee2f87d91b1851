import { createRegistry } from '../registry';
import { elu } from './elu';
import { gelu } from './gelu';
import { geluTanh } from './gelu-tanh';
import { hardSigmoid } from './hard-sigmoid';
import { hardTanh } from './hard-tanh';
import { leakyRelu } from './leaky-relu';
import { linear } from './linear';
import { logSoftmax } from './log-softmax';
import { mish } from './mish';
import { prelu } from './prelu';
import { relu } from './relu';
import { relu6 } from './relu6';
import { rrelu } from './rrelu';
import { scaledSigmoid } from './scaled-sigmoid';
import { selu } from './selu';
import { sigmoid } from './sigmoid';
import { softmax } from './softmax';
import { softplus } from './softplus';
import { softsign } from './softsign';
import { swish } from './swish';
import { tanh } from './tanh';

/** Every activation function. */
export const ACTIVATIONS = createRegistry('activations', [
  linear,
  relu,
  leakyRelu,
  prelu,
  rrelu,
  relu6,
  elu,
  selu,
  gelu,
  geluTanh,
  swish,
  mish,
  softplus,
  sigmoid,
  hardSigmoid,
  scaledSigmoid,
  tanh,
  hardTanh,
  softsign,
  softmax,
  logSoftmax,
]);
