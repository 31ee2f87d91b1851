import { describe, expect, it } from 'vitest';
import { loadRawData } from '../../../main/services/data/load';
import { loadPreparedData } from '../../../main/services/data/prepared';
import { previewData } from '../../../main/services/data/preview';
import { unitsOf } from '../../../renderer/monitor/fit-model';
import { DATASETS } from '../../../shared/catalogue/datasets';
import { sizeOf } from '../../../shared/catalogue/layer';
import { LOSSES } from '../../../shared/catalogue/losses';
import { dataPreviewSchema } from '../../../shared/host-data';
import { dataset, documentWith } from './document';

const places = { projectFolder: null, importFolder: '/nowhere' };
const builtIn = DATASETS.entries.filter(({ origin }) => origin !== 'file');

describe.each(builtIn.map(({ kind }) => kind))('the dataset %s', (kind) => {
  it.each(LOSSES.kinds)('DATA-12: is ready to train on with the loss %s', async (loss) => {
    const document = documentWith(
      { dataset: dataset(kind), standardizeFeatures: true, standardizeTarget: true },
      loss,
    );
    const result = await loadPreparedData(document, places);
    if (!result.ok) throw new Error(result.failure.text.en);
    const data = result.value;
    expect(data.features.length).toBe(data.count * sizeOf(data.shape.featureShape));
    expect(data.targets.length).toBe(data.count * sizeOf(data.targetShape));
    expect(data.training.length + data.validation.length).toBe(data.count);
    expect(data.validation.length).toBe(Math.round(data.count * 0.2));
    expect(data.features.every(Number.isFinite)).toBe(true);
    expect(data.targets.every(Number.isFinite)).toBe(true);
  });

  it('DATA-13: gives the same numbers every time', async () => {
    const document = documentWith({ dataset: dataset(kind) });
    const load = async () => {
      const result = await loadPreparedData(document, places);
      if (!result.ok) throw new Error(result.failure.text.en);
      const { features, ...rest } = result.value;
      // Eight million numbers compare as bytes in milliseconds, and one by one in minutes.
      return { rest, features: Buffer.from(features.buffer) };
    };
    const [one, other] = [await load(), await load()];
    expect(one.rest).toEqual(other.rest);
    expect(one.features.equals(other.features)).toBe(true);
  });

  it('DATA-14: has a preview that the page accepts', async () => {
    const preview = await previewData(documentWith({ dataset: dataset(kind) }), places);
    if (!preview.ok) throw new Error(preview.failure.text.en);
    expect(dataPreviewSchema.parse(preview.value)).toEqual(preview.value);
    expect(preview.value.samples.length % preview.value.sampleWidth).toBe(0);
    expect(preview.value.samples.length).toBeGreaterThan(0);
    const counted = preview.value.classCounts.reduce((sum, count) => sum + count, 0);
    expect([0, preview.value.count]).toContain(counted);
  });
});

async function preparedOf(document: ReturnType<typeof documentWith>) {
  const result = await loadPreparedData(document, places);
  if (!result.ok) throw new Error(result.failure.text.en);
  return result.value;
}

describe('sequences', () => {
  it('DATA-19: whole numbers that stand for characters are never scaled', async () => {
    const chosen = dataset('characters', { encoding: 'index' });
    const scaled = await preparedOf(documentWith({ dataset: chosen, standardizeFeatures: true }));
    const raw = await preparedOf(documentWith({ dataset: chosen }));
    expect(scaled.features).toEqual(raw.features);
    expect(scaled.featureScaling).toEqual([]);
  });

  it('DATA-20: several values to predict are scaled each on its own, by the training share', async () => {
    const chosen = dataset('wave', { ahead: 3, samples: 200 });
    const data = await preparedOf(
      documentWith({ dataset: chosen, standardizeTarget: true }, 'meanSquaredError'),
    );
    expect(data.targetShape).toEqual([3]);
    expect(data.targetScaling).toHaveLength(3);
    for (let at = 0; at < 3; at += 1) {
      const own = Array.from(data.training, (row) => data.targets[row * 3 + at]);
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
      const square = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length;
      expect(mean).toBeCloseTo(0, 5);
      expect(square).toBeCloseTo(1, 5);
    }
  });
});

describe('the axes of a fit', () => {
  it.each(['moons', 'square'])(
    'DATA-21: a preview of %s tells the scaling of the training share, as the run uses it',
    async (kind) => {
      const document = documentWith(
        {
          dataset: dataset(kind),
          standardizeFeatures: true,
          standardizeTarget: true,
          validationShare: 0.5,
        },
        kind === 'square' ? 'meanSquaredError' : 'categoricalCrossEntropy',
      );
      const data = await preparedOf(document);
      const preview = await previewData(document, places);
      if (!preview.ok) throw new Error(preview.failure.text.en);
      const { featureScaling, targetScaling, columns } = preview.value;
      expect(featureScaling).toEqual(data.featureScaling);
      expect(targetScaling).toEqual(data.targetScaling);
      // All rows have another mean: this is what the picture once took.
      expect(columns[0].mean).not.toBe(featureScaling[0].mean);
      const units = unitsOf({ document, preview: preview.value });
      expect(units.features[0]).toEqual(data.featureScaling[0]);
      expect(units.target).toEqual(data.targetScaling[0] ?? { mean: 0, deviation: 1 });
    },
  );
});

describe('built-in data', () => {
  it('DATA-15: digits are 10,000 pictures, spread evenly whatever their number', async () => {
    const few = await previewData(
      documentWith({ dataset: dataset('digits', { samples: 100 }) }),
      places,
    );
    expect(few).toMatchObject({ ok: true, value: { classCounts: new Array(10).fill(10) } });
    const all = await loadRawData(documentWith({ dataset: dataset('digits') }), places);
    if (!all.ok || all.value.type !== 'samples') throw new Error('no samples');
    expect(all.value.count).toBe(10_000);
    expect(Math.min(...all.value.features.subarray(0, 78_400))).toBe(0);
    expect(Math.max(...all.value.features.subarray(0, 78_400))).toBe(1);
  });

  it('DATA-16: houses leave out the two columns that must not be used', async () => {
    const result = await loadPreparedData(documentWith({ dataset: dataset('houses') }), places);
    if (!result.ok) throw new Error(result.failure.text.en);
    expect(result.value.count).toBe(506);
    expect(result.value.shape.featureNames).toHaveLength(12);
    expect(result.value.shape.featureNames).not.toContain('b');
    expect(result.value.shape.featureNames).not.toContain('medv');
  });

  it('DATA-17: an unknown dataset and a faulty parameter are refused by name', async () => {
    const unknown = await loadRawData(documentWith({ dataset: dataset('stars') }), places);
    expect(unknown).toMatchObject({
      failure: {
        text: {
          en: 'This version does not know the dataset “stars”. Choose another one on the data page.',
        },
      },
    });
    const faulty = await loadRawData(
      documentWith({ dataset: dataset('spirals', { classes: 99 }) }),
      places,
    );
    expect(faulty).toMatchObject({
      failure: { text: { en: 'Spirals: Classes must be within its range, not 99.' } },
    });
  });
});
