import type { ProjectDocument } from '../document/schema';
import type { Locale } from '../text/text';
import { choice, dataset, type LabLayer, type LabProject, labDocument } from './builder';

/** A recurrence as a lab's one hidden layer. */
export const recurrentLayer = (kind: string, parameters: LabLayer['parameters']): LabLayer => ({
  id: 'hidden-1',
  kind,
  name: { en: 'Recurrence', zh: '循环层' },
  parameters,
});

/** A lab on the adding problem, by default over thirty time steps: all train alike but for what they say. */
export function addingDocument(
  project: Omit<LabProject, 'dataset' | 'data'> & { readonly steps?: number },
  locale: Locale,
): ProjectDocument {
  const { steps = 30, training, ...rest } = project;
  return labDocument(
    {
      ...rest,
      dataset: dataset('adding', { samples: 1000, steps }),
      // The mark is 0 or 1 and the numbers lie between: nothing to scale.
      data: { standardizeFeatures: false },
      training: {
        loss: choice('meanSquaredError'),
        optimizer: choice('adam'),
        epochs: 15,
        batchSize: 32,
        clipping: 'globalNorm',
        clippingLimit: 1,
        ...training,
      },
    },
    locale,
  );
}
