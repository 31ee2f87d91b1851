import { dataset } from '../../../../shared/labs/builder';
import { type Case, faulty } from '../case';
import { sgd } from '../choices';
import { fewSamples, noisyTargets, rareClass, shuffleTargets } from '../spoil';

/** Faults of the samples and their labels. */
export const FAULTS_OF_SAMPLES: readonly Case[] = [
  faulty(
    'classImbalance',
    'one in twenty, circles',
    {
      data: 'circles',
      depth: 2,
      units: 16,
      dataset: dataset('circles', { samples: 800, noise: 0.2 }),
      training: { learningRate: 0.005, epochs: 30 },
    },
    { spoils: [rareClass(20)] },
  ),
  faulty(
    'classImbalance',
    'one in twenty, moons',
    {
      data: 'moons',
      depth: 1,
      units: 8,
      dataset: dataset('moons', { samples: 800, noise: 0.35 }),
      training: { learningRate: 0.005, epochs: 20 },
    },
    { spoils: [rareClass(20)] },
  ),
  faulty(
    'classImbalance',
    'one in twenty of four, blobs',
    {
      data: 'blobs',
      depth: 1,
      units: 12,
      dataset: dataset('blobs', { samples: 800, classes: 4, noise: 0.5 }),
      training: { optimizer: sgd, learningRate: 0.05, epochs: 20 },
    },
    { spoils: [rareClass(20)] },
  ),
  faulty(
    'classImbalance',
    'one in six, iris',
    {
      data: 'iris',
      depth: 1,
      units: 8,
      training: { optimizer: sgd, learningRate: 0.02, epochs: 20 },
    },
    { spoils: [rareClass(6)] },
  ),

  faulty(
    'unlearnable',
    'shuffled labels, blobs',
    { data: 'blobs', depth: 2, units: 48, training: { epochs: 60 } },
    { spoils: [shuffleTargets] },
  ),
  faulty(
    'unlearnable',
    'shuffled labels, iris',
    { data: 'iris', depth: 2, units: 32, training: { epochs: 60 } },
    { spoils: [shuffleTargets] },
  ),
  faulty(
    'unlearnable',
    'shuffled prices, houses',
    { data: 'houses', depth: 2, units: 48, training: { epochs: 50 } },
    { spoils: [shuffleTargets] },
  ),
  faulty(
    'unlearnable',
    'shuffled labels, digits',
    { data: 'digits', depth: 1, units: 64, training: { epochs: 15 } },
    { spoils: [shuffleTargets] },
  ),

  faulty(
    'overfitting',
    'forty noisy moons',
    {
      data: 'moons',
      depth: 3,
      units: 64,
      dataset: dataset('moons', { samples: 400, noise: 0.3 }),
      training: { epochs: 300, learningRate: 0.005 },
    },
    { spoils: [fewSamples(40)], without: { dataset: undefined } },
  ),
  faulty(
    'overfitting',
    'two hundred houses, a third of the prices wrong',
    { data: 'houses', depth: 3, units: 64, training: { epochs: 120, learningRate: 0.004 } },
    { spoils: [noisyTargets(0.3), fewSamples(200)] },
  ),
  faulty(
    'overfitting',
    'houses with a third of the prices wrong',
    { data: 'houses', depth: 3, units: 64, training: { epochs: 150, learningRate: 0.004 } },
    { spoils: [noisyTargets(0.35)] },
  ),
  faulty(
    'overfitting',
    'sixty circles, four in ten labels wrong',
    { data: 'circles', depth: 3, units: 64, training: { epochs: 250 } },
    { spoils: [noisyTargets(0.4), fewSamples(60)] },
  ),
];
