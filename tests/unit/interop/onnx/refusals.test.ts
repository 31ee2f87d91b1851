import { describe, expect, it } from 'vitest';
import type { ProjectDocument } from '../../../../shared/document/schema';
import { analyse } from '../../../../shared/graph/analyse';
import { onnx } from '../../../../shared/interop/onnx';
import { outputNames } from '../../../../shared/interop/onnx/export';
import { decodeMessage } from '../../../../shared/interop/onnx/protobuf';
import { documentAround } from '../../engine/networks';
import { choiceOf, dense, documentOf, head, layer } from '../../engine/support';
import { exported, featuresFor, run, weightsFor } from './runtime';

const failureOf = (document: ProjectDocument, weights = weightsFor(analyse(document))) => {
  const written = onnx.write({ document, weights, data: null });
  if (written.ok) throw new Error('it was written');
  return written.failure;
};

describe('EXCHANGE-31: outputs say what they are', () => {
  it('EXCHANGE-31: logits come with the probabilities that the loss makes of them', async () => {
    const document = documentOf([dense('hidden', 4, 'tanh'), head(2)]);
    const outputs = await run(
      exported(document, weightsFor(analyse(document))),
      featuresFor(analyse(document)),
    );
    expect([...outputs.keys()]).toEqual(['logits', 'probabilities']);
    const logits = outputs.get('logits') as Float32Array;
    const probabilities = outputs.get('probabilities') as Float32Array;
    for (let row = 0; row < logits.length; row += 2) {
      const [a, b] = [Math.exp(logits[row]), Math.exp(logits[row + 1])];
      expect(probabilities[row]).toBeCloseTo(a / (a + b), 5);
    }
  });

  it.each([
    ['categoricalCrossEntropy', { fromLogits: true }, 'logits', 'Softmax'],
    ['categoricalCrossEntropy', { fromLogits: false }, 'probabilities', null],
    ['binaryCrossEntropy', { fromLogits: true }, 'logits', 'Sigmoid'],
    ['hinge', {}, 'scores', null],
    ['meanSquaredError', {}, 'predictions', null],
  ])('EXCHANGE-31: %s %j gives %s', (kind, parameters, own, operator) => {
    const document = documentOf([head(2)], { loss: choiceOf(kind, parameters) });
    expect(outputNames(document)).toEqual({ own, operator });
  });

  it('EXCHANGE-31: the file says how the numbers were scaled that go in and come out', () => {
    const scaled = documentOf([head(2)]);
    const plain = { ...scaled, data: { ...scaled.data, standardizeFeatures: false } };
    const words = (document: ProjectDocument) => {
      const read = decodeMessage('Model', exported(document, weightsFor(analyse(document))));
      return read.ok ? read.value.docString : '';
    };
    expect(words(scaled)).toMatch(/standardized \(mean 0, deviation 1 by channel/);
    expect(words(plain)).toContain('not scaled');
  });

  it('EXCHANGE-31: a batch of any size is taken', async () => {
    const document = documentAround('constant');
    const file = exported(document, weightsFor(analyse(document)));
    for (const rows of [1, 5]) {
      const outputs = await run(file, featuresFor(analyse(document), rows));
      expect(outputs.get('logits')?.length).toBe(2 * rows);
    }
  });
});

describe('EXCHANGE-32: what cannot be written is refused in words', () => {
  it('EXCHANGE-32: a faulty project, by its first problem', () => {
    const document = documentOf([layer('bad', 'reshape', { parameters: { shape: [5] } }), head(2)]);
    const { kind, text } = failureOf(document, []);
    expect(kind).toBe('onnx-faulty');
    expect(text.en).toContain('bad');
  });

  it('EXCHANGE-32: weights of another network, by the layer', () => {
    const document = documentAround('dense');
    const { kind, text } = failureOf(document, weightsFor(analyse(document)).slice(1));
    expect(kind).toBe('onnx-weights');
    expect(text.en).toMatch(/Layer “before”.*kernel with 8 numbers/);
    expect(text.zh).not.toMatch(/\{\{/);
  });

  it('EXCHANGE-32: an initializer that looks at the data, where no run gives the weights', () => {
    const parameters = { units: 3, kernelInitializer: choiceOf('lsuv') };
    const document = documentOf([layer('hidden', 'dense', { parameters }), head(2)]);
    const written = onnx.write({ document, weights: null, data: null });
    expect(written.ok ? '' : written.failure.kind).toBe('onnx-from-data');
    expect(onnx.write({ document, weights: weightsFor(analyse(document)), data: null }).ok).toBe(
      true,
    );
  });
});
