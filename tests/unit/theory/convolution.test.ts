import { describe, expect, test } from 'vitest';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { expectSignals } from '../../../shared/theory/expected-signals';
import { measureInitialisation } from '../engine/measure-initialisation';
import { choiceOf, dataOf, documentOf, head, layer, WASM_PATH } from '../engine/support';

const SEEDS = [1, 2, 3, 4, 5, 6];

const widened = layer('wide', 'dense', {
  parameters: {
    units: 12 * 12 * 8,
    activation: choiceOf('linear'),
    kernelInitializer: choiceOf('lecunNormal'),
  },
});
const picture = layer('picture', 'reshape', { parameters: { shape: [12, 12, 8] } });
const relu = { filters: 32, activation: choiceOf('relu') };
const tanh = {
  filters: 32,
  activation: choiceOf('tanh'),
  kernelInitializer: choiceOf('glorotUniform'),
};

const TOWERS: Readonly<Record<string, readonly ReturnType<typeof layer>[]>> = {
  'convolutions with zeros around and strides': [
    layer('a', 'conv2d', { parameters: { ...relu, padding: 'same' } }),
    layer('b', 'conv2d', { parameters: { ...tanh, strides: [2, 2], padding: 'same' } }),
    layer('c', 'conv2d', { parameters: { ...relu, kernelSize: [2, 3], dilation: [2, 1] } }),
  ],
  'transposed convolutions': [
    layer('a', 'conv2d', { parameters: { ...relu, strides: [3, 3] } }),
    layer('b', 'conv2dTranspose', { parameters: { ...relu, strides: [2, 2], padding: 'same' } }),
    layer('c', 'conv2dTranspose', { parameters: relu }),
  ],
  'depthwise and separable convolutions': [
    layer('a', 'depthwiseConv2d', {
      parameters: { depthMultiplier: 4, activation: choiceOf('relu') },
    }),
    layer('b', 'separableConv2d', { parameters: { ...relu, padding: 'same' } }),
    layer('c', 'separableConv2d', { parameters: { ...tanh, strides: [2, 2] } }),
  ],
  // Cropping comes first: theory takes places as alike, and those next to zeros put around are not.
  'cropping, upsampling and padding': [
    layer('a', 'cropping2d', { parameters: { left: 3 } }),
    layer('b', 'conv2d', { parameters: relu }),
    layer('c', 'upSampling2d', { parameters: { size: [1, 2] } }),
    layer('d', 'zeroPadding2d', { parameters: { top: 2, bottom: 3 } }),
    layer('e', 'conv2d', { parameters: relu }),
  ],
};

/** Mean squares of signals and of gradients, the mean over seeds. */
async function measured(documents: readonly ProjectDocument[]) {
  const sums = new Map<string, { forward: number; backward: number }>();
  for (const document of documents) {
    const start = await measureInitialisation(document, dataOf(document), { wasmPath: WASM_PATH });
    if (!start.ok) throw new Error(start.failure.en);
    for (const { node, forward, backward } of start.value.layers) {
      const sum = sums.get(node) ?? { forward: 0, backward: 0 };
      sum.forward += forward.rms ** 2 / documents.length;
      sum.backward += backward.rms ** 2 / documents.length;
      sums.set(node, sum);
    }
  }
  return sums;
}

describe(`THEORY-20: signals and gradients through pictures are as expected (seeds ${SEEDS.join(', ')})`, () => {
  test.each(Object.keys(TOWERS))('%s', async (name) => {
    const layers = [widened, picture, ...TOWERS[name], layer('flat', 'flatten'), head(2)];
    const documents = SEEDS.map((seed) => documentOf(layers, { seed }));
    const expected = expectSignals(analyse(documents[0]));
    const found = await measured(documents);
    const ratio = (id: string, quantity: 'forward' | 'backward') => {
      const theory = expected.get(id);
      const value = quantity === 'forward' ? theory?.output?.meanSquare : theory?.gradient;
      return (found.get(id)?.[quantity] ?? Number.NaN) / (value ?? Number.NaN);
    };
    // What comes in and what the loss sends back are measured; theory says what each layer makes of them.
    for (const { id } of TOWERS[name]) {
      const forward = ratio(id, 'forward') / ratio('picture', 'forward');
      const backward = ratio(id, 'backward') / ratio('flat', 'backward');
      expect(Math.abs(Math.log(forward)), `${id} forward × ${forward}`).toBeLessThan(0.3);
      expect(Math.abs(Math.log(backward)), `${id} backward × ${backward}`).toBeLessThan(0.3);
    }
  });
});

test('THEORY-21: where neighbours decide, nothing is said of a layer or of what follows it', () => {
  const poolings = ['maxPooling2d', 'averagePooling2d', 'globalMaxPooling', 'globalAveragePooling'];
  for (const kind of poolings) {
    const rest = kind.startsWith('global') ? [] : [layer('flat', 'flatten')];
    const signals = expectSignals(
      analyse(documentOf([widened, picture, layer('it', kind), ...rest, head(2)])),
    );
    expect(signals.get('picture')?.output).not.toBeNull();
    expect(signals.get('it')?.output).toBeNull();
    expect(signals.get('head')?.output).toBeNull();
  }
  const ones = { ...relu, kernelInitializer: choiceOf('ones') };
  const signals = expectSignals(
    analyse(documentOf([widened, picture, layer('it', 'conv2d', { parameters: ones })])),
  );
  expect(signals.get('it')?.output).toBeNull();
});
