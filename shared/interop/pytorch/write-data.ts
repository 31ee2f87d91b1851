import { AUGMENTATIONS } from '../../catalogue/augmentations';
import { valuesOfChoice } from '../../catalogue/catalogues';
import { sizeOf } from '../../catalogue/layer';
import type { PreparedData } from '../../data/prepared-data';
import { encodeSafetensors, type NamedTensor } from '../safetensors';
import { definitionLines } from './definitions';
import { snakeCase } from './names';
import { functionLines, indented } from './text';

const rows = (name: string, values: Uint32Array): NamedTensor => ({
  name,
  shape: [values.length],
  // Row numbers are whole and far below 2²⁴, up to which 32-bit floats are exact.
  values: Float32Array.from(values),
});

const numbers = (name: string, values: readonly number[]): NamedTensor => ({
  name,
  shape: [values.length],
  values: Float32Array.from(values),
});

/** Whether `data.py` has `augmented`, and the numbers that it needs. */
export const hasAugmentations = ({ augmentations = [] }: PreparedData): boolean =>
  augmentations.length > 0;

/** The prepared numbers themselves, so that training elsewhere is training on the same. */
export function dataFile(data: PreparedData): Uint8Array {
  const { shape, count, features, targets, targetShape, featureScaling, sampleScaling } = data;
  const columns = sizeOf(targetShape);
  const scalings = Array.from(
    { length: columns },
    (_, column) => data.targetScaling[column] ?? { mean: 0, deviation: 1 },
  );
  const tensors: readonly NamedTensor[] = [
    { name: 'features', shape: [count, ...shape.featureShape], values: features },
    { name: 'targets', shape: [count, ...targetShape], values: targets },
    rows('training', data.training),
    rows('validation', data.validation),
    numbers(
      'target_mean',
      scalings.map(({ mean }) => mean),
    ),
    numbers(
      'target_deviation',
      scalings.map(({ deviation }) => deviation),
    ),
    ...(hasAugmentations(data)
      ? [
          numbers(
            'feature_mean',
            featureScaling.map(({ mean }) => mean),
          ),
          numbers(
            'feature_deviation',
            featureScaling.map(({ deviation }) => deviation),
          ),
          {
            name: 'sample_scaling',
            shape: [sampleScaling ? count : 0, 2],
            values: sampleScaling ?? new Float32Array(),
          },
        ]
      : []),
  ];
  return encodeSafetensors({ tensors, metadata: {} });
}

function augmentLines({ augmentations = [] }: PreparedData): readonly string[] {
  if (augmentations.length === 0) return [];
  const steps = augmentations.map((choice) => {
    const values = Object.values(valuesOfChoice(AUGMENTATIONS, choice));
    return `picture = ${snakeCase(choice.kind)}(${['picture', ...values].join(', ')})`;
  });
  return [
    ...definitionLines([...augmentations.map(({ kind }) => snakeCase(kind)), 'augmented']),
    ...functionLines(
      'changed(picture)',
      'One picture [height, width, channels] in 0 … 1, changed by chance.',
      [...steps, 'return picture'],
    ),
  ];
}

const HEAD = [
  '"""The data as they were prepared: encoded, scaled and split. data.safetensors holds the numbers themselves, so that',
  'training here is training on the same.',
  '"""',
  '',
];

/** `data.py`. */
export function writeDataSource(data: PreparedData): string {
  const augmentations = augmentLines(data);
  const needsMath = augmentations.some((line) => /\bmath\./.test(line));
  const fields = [
    'features: torch.Tensor  # [samples, ...]',
    'targets: torch.Tensor  # [samples, outputs], as the loss wants them',
    'training: torch.Tensor  # row numbers',
    'validation: torch.Tensor',
    'target_mean: torch.Tensor  # of each output, in its own units',
    'target_deviation: torch.Tensor',
    ...(hasAugmentations(data)
      ? [
          'feature_mean: torch.Tensor  # of each number of a sample; empty where they are not scaled so',
          'feature_deviation: torch.Tensor',
          'sample_scaling: torch.Tensor  # mean and deviation of each sample; empty where it is not scaled by itself',
        ]
      : []),
  ];
  return [
    ...HEAD,
    ...(needsMath ? ['import math'] : []),
    'from pathlib import Path',
    'from typing import NamedTuple',
    '',
    'import torch',
    '',
    'from tensor_file import read_tensors',
    '',
    '',
    'class Data(NamedTuple):',
    ...indented(fields),
    '',
    '',
    'def load_data(path=Path(__file__).with_name("data.safetensors")):',
    ...indented([
      'tensors = read_tensors(path)',
      'for name in ["training", "validation"]:',
      '    tensors[name] = tensors[name].long()',
      'return Data(**tensors)',
    ]),
    '',
    '',
    ...augmentations,
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}
