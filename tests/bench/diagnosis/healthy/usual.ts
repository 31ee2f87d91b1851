import { choice } from '../../../../shared/labs/builder';
import { type Case, healthy } from '../case';
import { momentum } from '../choices';

const ACTIVATIONS = [
  'relu',
  'tanh',
  'leakyRelu',
  'elu',
  'selu',
  'gelu',
  'swish',
  'softplus',
] as const;
const CLASSES = ['circles', 'moons', 'blobs', 'iris', 'spirals'] as const;

/** Every usual activation on data of classes, by turns with each optimizer. */
export const USUAL: readonly Case[] = ACTIVATIONS.flatMap((activation, index) => {
  const data = CLASSES[index % CLASSES.length];
  const other = CLASSES[(index + 2) % CLASSES.length];
  return [
    healthy(`${activation}, two layers, ${data} by Adam`, {
      data,
      depth: 2,
      units: 24,
      activation: choice(activation),
      training: { learningRate: 0.01, epochs: data === 'spirals' ? 120 : 40 },
    }),
    healthy(`${activation}, three layers, ${other} by momentum`, {
      data: other,
      depth: 3,
      units: 24,
      activation: choice(activation),
      training: { optimizer: momentum, learningRate: 0.03, epochs: other === 'spirals' ? 200 : 60 },
    }),
    healthy(`${activation}, a sine by Adam`, {
      data: 'sine',
      depth: 2,
      units: 32,
      activation: choice(activation),
      training: { learningRate: 0.005, epochs: 80 },
    }),
  ];
});
