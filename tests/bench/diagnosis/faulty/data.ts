import type { Parameters } from '../../../../shared/document/schema';
import {
  choice,
  headLayer,
  hiddenLayer,
  inputLayer,
  type LabLayer,
  outputLayer,
} from '../../../../shared/labs/builder';
import { type Case, faulty } from '../case';
import { adam, momentum, sgd, tanh } from '../choices';
import type { Plan } from '../project';
import { scaleFeatures, scaleTargets } from '../spoil';

const branch = (number: number, units: number, columns: readonly string[]): readonly LabLayer[] => {
  const id = `input-${number}`;
  return [
    { ...inputLayer, id, parameters: { columns: [...columns] } },
    { ...hiddenLayer(number, hidden(units)), from: [id] },
  ];
};

const hidden = (units: number): Parameters => ({
  units,
  activation: tanh,
  kernelInitializer: choice('glorotUniform'),
});

/** Two inputs of house columns: one of numbers under 13, one of tens and hundreds. */
const twoBranches = (units: number): readonly LabLayer[] => [
  ...branch(1, units, ['rm', 'nox', 'dis']),
  ...branch(2, units, ['tax', 'age', 'lstat']),
  {
    id: 'concatenate',
    kind: 'concatenate',
    name: { en: 'Concatenate', zh: '拼接' },
    from: ['hidden-1', 'hidden-2'],
  },
  hiddenLayer(3, hidden(units)),
  headLayer(1),
  outputLayer,
];

const twoInputs = (name: string, units: number, training: Plan['training']): Case =>
  faulty('inputScalesDiffer', name, {
    data: 'houses',
    depth: 3,
    units,
    layers: twoBranches,
    settings: { standardizeFeatures: false },
    training: { epochs: 30, ...training },
  });

/** Faults of the data: their scale. */
export const FAULTS_OF_DATA: readonly Case[] = [
  faulty('unscaledInputs', 'house columns in their own units, tanh', {
    data: 'houses',
    depth: 2,
    units: 32,
    activation: tanh,
    settings: { standardizeFeatures: false },
  }),
  faulty('unscaledInputs', 'house columns in their own units, ReLU by SGD', {
    data: 'houses',
    depth: 2,
    units: 24,
    settings: { standardizeFeatures: false },
    training: { optimizer: sgd, learningRate: 0.01 },
  }),
  faulty(
    'unscaledInputs',
    'moons 300 times as large, tanh',
    {
      settings: { standardizeFeatures: false },
      data: 'moons',
      depth: 2,
      units: 24,
      activation: tanh,
      training: { optimizer: sgd, learningRate: 0.2, epochs: 60 },
    },
    { spoils: [scaleFeatures(300)] },
  ),
  faulty(
    'unscaledInputs',
    'pixels from 0 to 255, digits',
    {
      settings: { standardizeFeatures: false },
      data: 'digits',
      depth: 2,
      units: 48,
      activation: tanh,
      training: { epochs: 15 },
    },
    { spoils: [scaleFeatures(255)] },
  ),
  faulty(
    'unscaledInputs',
    'circles far from 0',
    {
      settings: { standardizeFeatures: false },
      data: 'circles',
      depth: 2,
      units: 24,
      activation: tanh,
      training: { optimizer: momentum, learningRate: 0.02 },
    },
    { spoils: [scaleFeatures(1, 60)] },
  ),
  faulty(
    'unscaledInputs',
    'spirals 500 times as small, tanh',
    {
      settings: { standardizeFeatures: false },
      data: 'spirals',
      depth: 2,
      units: 32,
      activation: tanh,
      training: { optimizer: sgd, learningRate: 0.1 },
    },
    { spoils: [scaleFeatures(0.002)] },
  ),

  faulty(
    'unscaledTargets',
    'prices in dollars, houses',
    {
      settings: { standardizeTarget: false },
      data: 'houses',
      depth: 2,
      units: 32,
      training: { optimizer: adam, learningRate: 0.001 },
    },
    { spoils: [scaleTargets(9000, 22000)] },
  ),
  faulty(
    'unscaledTargets',
    'sine times a thousand',
    { data: 'sine', depth: 2, units: 24, activation: tanh },
    { spoils: [scaleTargets(1000, 0)] },
  ),
  faulty(
    'unscaledTargets',
    'squares about 400',
    { data: 'square', depth: 2, units: 24, training: { learningRate: 0.002 } },
    { spoils: [scaleTargets(50, 400)] },
  ),
  faulty(
    'unscaledTargets',
    'cubes times 300 by SGD',
    {
      data: 'cube',
      depth: 1,
      units: 32,
      activation: tanh,
      training: { optimizer: sgd, learningRate: 0.05 },
    },
    { spoils: [scaleTargets(300, 100)] },
  ),

  twoInputs('two branches by Adam', 8, { learningRate: 0.01 }),
  twoInputs('two branches by SGD', 12, { optimizer: sgd, learningRate: 0.01 }),
  twoInputs('two branches by momentum', 8, { optimizer: momentum, learningRate: 0.005 }),
  twoInputs('two branches with a small rate', 16, { learningRate: 0.002 }),
];
