import { describe, expect, test } from 'vitest';
import { LAYERS } from '../../../shared/catalogue/layers';
import { checkParameters, defaultsOf, type Parameter } from '../../../shared/catalogue/parameter';
import { expectedText } from '../../../shared/catalogue/parameter-text';
import { createRegistry, formulaIn } from '../../../shared/catalogue/registry';
import { LOCALES, type Text } from '../../../shared/text/text';
import { REGISTRIES } from './registries';

const entries = Object.entries(REGISTRIES).flatMap(([catalogue, registry]) =>
  registry.entries.map((entry) => ({ name: `${catalogue}/${entry.kind}`, entry })),
);

const parameters = entries.flatMap(({ name, entry }) =>
  Object.entries(entry.parameters).map(([key, parameter]) => ({
    name: `${name}.${key}`,
    parameter: parameter as Parameter,
  })),
);

const isWritten = ({ en, zh }: Text) => {
  expect(en.trim(), 'English').not.toBe('');
  expect(zh.trim(), 'Chinese').not.toBe('');
};

/** A Chinese sentence that holds no Chinese character was forgotten. */
const isChinese = ({ zh }: Text) => expect(zh).toMatch(/[\u4e00-\u9fff]/);

/** Words of a sentence, which names of functions and parameters are not. */
const ENGLISH_WORD =
  /\b(where|else|from|with|without|while|otherwise|over|the|and|or|for|each|every|outside|within|after|not|is|are|so|that|then|until|evenly|fewer|more|than|twice|fan|noise|name|class)\b/;

describe('every entry', () => {
  test('CAT-1: the catalogues hold what part 1 promises', () => {
    const kinds = Object.fromEntries(
      Object.entries(REGISTRIES).map(([name, registry]) => [name, [...registry.kinds].sort()]),
    );
    expect(kinds).toEqual({
      layers: [
        'activation',
        'add',
        'attention',
        'average',
        'averagePooling1d',
        'averagePooling2d',
        'batchNormalization',
        'concatenate',
        'constant',
        'conv1d',
        'conv2d',
        'conv2dTranspose',
        'cropping1d',
        'cropping2d',
        'dense',
        'depthwiseConv2d',
        'dot',
        'dropout',
        'embedding',
        'flatten',
        'gaussianNoise',
        'globalAveragePooling',
        'globalMaxPooling',
        'groupNormalization',
        'gru',
        'input',
        'layerNormalization',
        'lstm',
        'maxPooling1d',
        'maxPooling2d',
        'maximum',
        'maxout',
        'multiHeadAttention',
        'multiply',
        'normClamp',
        'output',
        'permute',
        'repeatVector',
        'reshape',
        'scale',
        'separableConv2d',
        'simpleRnn',
        'spatialDropout',
        'subtract',
        'timeDistributed',
        'upSampling1d',
        'upSampling2d',
        'zeroPadding1d',
        'zeroPadding2d',
      ],
      initializers: [
        'constant',
        'glorotNormal',
        'glorotUniform',
        'heNormal',
        'heUniform',
        'identity',
        'lecunNormal',
        'lecunUniform',
        'lsuv',
        'normal',
        'ones',
        'orthogonal',
        'residualZeros',
        'swarm',
        'truncatedNormal',
        'uniform',
        'varianceScaling',
        'zeros',
      ],
      activations: [
        'elu',
        'gelu',
        'geluTanh',
        'hardSigmoid',
        'hardTanh',
        'leakyRelu',
        'linear',
        'logSoftmax',
        'mish',
        'prelu',
        'relu',
        'relu6',
        'rrelu',
        'scaledSigmoid',
        'selu',
        'sigmoid',
        'softmax',
        'softplus',
        'softsign',
        'swish',
        'tanh',
      ],
      losses: [
        'binaryCrossEntropy',
        'categoricalCrossEntropy',
        'hinge',
        'huber',
        'meanAbsoluteError',
        'meanSquaredError',
      ],
      optimizers: [
        'adadelta',
        'adagrad',
        'adam',
        'adamax',
        'adamw',
        'lion',
        'momentum',
        'nesterov',
        'rmsprop',
        'sgd',
      ],
      metrics: ['accuracy', 'f1', 'logRmse', 'mae', 'precision', 'r2', 'recall', 'rmse', 'topK'],
      schedules: ['constant', 'cosine', 'exponential', 'oneCycle', 'plateau', 'rangeTest', 'step'],
      augmentations: [
        'brightness',
        'flipHorizontal',
        'flipVertical',
        'pixelNoise',
        'randomCrop',
        'rotate',
        'shift',
      ],
      datasets: [
        'adding',
        'blobs',
        'characters',
        'circles',
        'csv',
        'cube',
        'digits',
        'houses',
        'imageFolder',
        'iris',
        'json',
        'moons',
        'recall',
        'sine',
        'spirals',
        'square',
        'wave',
        'xor',
      ],
    });
  });

  test.each(entries)('CAT-2: $name says what it is in both languages', ({ entry }) => {
    isWritten(entry.label);
    isWritten(entry.summary);
    isChinese(entry.summary);
  });

  test.each(entries)('CAT-3: $name has a formula and a source', ({ entry }) => {
    expect(formulaIn(entry.formula, 'en').trim()).not.toBe('');
    expect(entry.source.trim().length).toBeGreaterThan(10);
  });

  test.each(entries)(
    'CAT-214: the formula of $name has no English words in Chinese',
    ({ entry }) => {
      const chinese = formulaIn(entry.formula, 'zh');
      expect(chinese).not.toMatch(ENGLISH_WORD);
      if (typeof entry.formula !== 'string') isChinese(entry.formula);
    },
  );

  test.each(entries)('CAT-4: the defaults of $name are allowed values', ({ entry }) => {
    const defaults = defaultsOf(entry.parameters);
    const { values, faults } = checkParameters(entry.parameters, defaults);
    expect(faults).toEqual([]);
    expect(values).toEqual(defaults);
  });

  test.each(parameters)('CAT-5: $name has a label and a one-line explanation', ({ parameter }) => {
    isWritten(parameter.label);
    isWritten(parameter.help);
    isChinese(parameter.help);
    for (const locale of LOCALES) expect(parameter.help[locale]).not.toContain('\n');
    isWritten(expectedText(parameter));
  });
});

test.each(Object.entries(REGISTRIES))(
  'CAT-9: no two entries of %s have one name',
  (_name, registry) => {
    for (const locale of LOCALES) {
      const labels = registry.entries.map(({ label }) => label[locale]);
      expect(new Set(labels).size).toBe(labels.length);
    }
  },
);

const bounded = parameters.filter(({ parameter }) =>
  ['integer', 'number'].includes(parameter.type),
) as { name: string; parameter: Extract<Parameter, { type: 'integer' | 'number' }> }[];

test.each(bounded)('CAT-6: $name refuses numbers outside of its range', ({ parameter }) => {
  const { minimum, maximum } = parameter;
  const table = { it: parameter };
  const faulty = (it: number) => checkParameters(table, { it }).faults.length > 0;
  expect(minimum).toBeLessThan(maximum);
  expect([minimum, maximum].map(faulty)).toEqual([false, false]);
  expect(faulty(minimum - Math.max(1e-9, Math.abs(minimum)))).toBe(true);
  expect(faulty(maximum + Math.abs(maximum))).toBe(true);
  expect([Number.NaN, Number.POSITIVE_INFINITY].map(faulty)).toEqual([true, true]);
  if (parameter.type === 'integer') expect(faulty(minimum + 0.5)).toBe(true);
});

test('CAT-7: missing values take their default, unknown ones are ignored, faulty ones are listed', () => {
  const table = LAYERS.get('dense').parameters;
  const { values, faults } = checkParameters(table, { units: -5, later: 1, useBias: false });
  expect(faults).toEqual([{ name: 'units', value: -5 }]);
  expect(values).toMatchObject({ units: 32, useBias: false, activation: { kind: 'relu' } });
  expect(values).not.toHaveProperty('later');
});

test('CAT-8: a registry refuses two entries of one kind and throws on an unknown one', () => {
  expect(() => LAYERS.get('convolution')).toThrow('layers: no entry of kind convolution');
  expect(LAYERS.find('__proto__')).toBeUndefined();
  expect(LAYERS.find('toString')).toBeUndefined();
  const [entry] = LAYERS.entries;
  expect(() => createRegistry('layers', [entry, entry])).toThrow('two entries of kind');
});
