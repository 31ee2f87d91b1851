import { describe, expect, test } from 'vitest';
import type { Samples } from '../../../shared/catalogue/dataset';
import { prepareData } from '../../../shared/data/prepare';
import type { PreparedData } from '../../../shared/data/prepared-data';
import type { DataSettings, ProjectDocument } from '../../../shared/document/schema';
import { TrainingCore } from '../../../shared/engine/training-core';
import { dataset } from '../../../shared/labs/builder';
import { randomStream } from '../../../shared/random/random-stream';
import { BACKENDS, choiceOf, dense, documentOf, head, layer, modelOf, opsOf } from './support';
import { TestTrainer } from './trainer';

const COUNT = 60;
const PIXELS = 28 * 28;

/** Sixty seeded pictures of the size of digits, darker and brighter ones. */
function pictures(): Samples {
  const random = randomStream(3, 'pictures');
  const features = new Float32Array(COUNT * PIXELS);
  for (let index = 0; index < features.length; index += 1) {
    const light = 0.2 + (0.8 * Math.floor(index / PIXELS)) / COUNT;
    features[index] = light * random.uniform();
  }
  return {
    type: 'samples',
    count: COUNT,
    features,
    targets: Float32Array.from({ length: COUNT }, (_, row) => row % 10),
  };
}

function documentFor(data: Partial<DataSettings>): ProjectDocument {
  const layers = [
    layer('flat', 'flatten'),
    dense('one', 6, 'relu'),
    layer('drop', 'dropout', { parameters: { rate: 0.3 } }),
    head(10),
  ];
  const document = documentOf(layers, { epochs: 3, batchSize: 16, seed: 4 }, dataset('digits'));
  return { ...document, data: { ...document.data, ...data } };
}

function preparedFor(document: ProjectDocument): PreparedData {
  const prepared = prepareData(pictures(), document);
  if (!prepared.ok) throw new Error(prepared.failure.text.en);
  return prepared.value;
}

const NOTHING = [choiceOf('flipHorizontal', { probability: 0 })];
const MANY = [choiceOf('randomCrop', { padding: 3 }), choiceOf('rotate'), choiceOf('pixelNoise')];

async function trained(data: Partial<DataSettings>, backend = 'wasm' as const) {
  const document = documentFor(data);
  const trainer = new TestTrainer();
  const own = { ...document, training: { ...document.training, backend } };
  await trainer.run(own, { data: preparedFor(own) });
  expect(trainer.state.phase).toBe('finished');
  return trainer.checkpoint.weights;
}

describe('augmentation in the trainer', () => {
  test('DATA-22: the same seed gives the same run, bit for bit (seed 4)', async () => {
    const one = await trained({ augmentations: MANY });
    expect(await trained({ augmentations: MANY })).toEqual(one);
    expect(await trained({})).not.toEqual(one);
  });

  test('DATA-23: drawing for it shifts no other stream: changes that change nothing leave the run as it was (seed 4)', async () => {
    const data = { standardizeFeatures: false };
    expect(await trained({ ...data, augmentations: NOTHING })).toEqual(await trained(data));
  });

  test.each(BACKENDS)(
    'DATA-24: training batches are changed, the first look and evaluations are not, on %s (seed 4)',
    async (backend) => {
      const ops = await opsOf(backend);
      const document = documentFor({ augmentations: MANY, standardizeFeatures: false });
      const data = preparedFor(document);
      const core = new TrainingCore(modelOf(document, ops), data, document.training);
      const raw = new Set(Array.from(data.features));
      const changedShare = (values: Float32Array) =>
        Array.from(values).filter((value) => !raw.has(value)).length / values.length;
      core.look(data.training.subarray(0, 16), { training: true }, ({ batch }) => {
        expect(changedShare(ops.view(batch.features))).toBe(0);
      });
      let seen = 0;
      core.train(({ batch }) => {
        seen = changedShare(ops.view(batch.features));
      });
      expect(seen).toBeGreaterThan(0.9);
      core.dispose();
    },
  );

  test.each(['channel', 'sample', 'feature'] as const)(
    'DATA-25: pictures scaled by %s are changed in their own units and scaled again (seed 4)',
    async (standardizeBy) => {
      const ops = await opsOf('cpu');
      const data = { standardizeFeatures: true, standardizeBy, augmentations: NOTHING };
      const document = documentFor(data);
      const prepared = preparedFor(document);
      const core = new TrainingCore(modelOf(document, ops), prepared, document.training);
      const plain = documentFor({ ...data, augmentations: [] });
      const other = new TrainingCore(modelOf(plain, ops), preparedFor(plain), plain.training);
      const batchOf = (own: TrainingCore) => {
        let features = new Float32Array();
        own.train(({ batch }) => {
          features = ops.view(batch.features).slice();
        });
        return features;
      };
      const [one, same] = [batchOf(core), batchOf(other)];
      expect(one.length).toBe(same.length);
      one.forEach((value, index) => {
        expect(Math.abs(value - same[index])).toBeLessThan(1e-4);
      });
      core.dispose();
      other.dispose();
    },
  );
});
