import { defaultTraining } from '../../../shared/document/new-document';
import {
  type ColumnSettings,
  CURRENT_VERSION,
  type DataSettings,
  type ProjectDocument,
} from '../../../shared/document/schema';

/** A document whose network plays no part: data tests set data and loss only. */
export function documentWith(
  data: Partial<DataSettings> & Pick<DataSettings, 'dataset'>,
  loss = 'categoricalCrossEntropy',
): ProjectDocument {
  return {
    format: 'vanishing-point',
    version: CURRENT_VERSION,
    name: 'test',
    lab: null,
    network: { nodes: [], edges: [], comments: [] },
    blocks: [],
    data: {
      columns: [],
      validationShare: 0.2,
      splitSeed: 1,
      standardizeFeatures: false,
      standardizeTarget: false,
      standardizeBy: 'channel',
      augmentations: [],
      ...data,
    },
    training: { ...defaultTraining(), loss: { kind: loss, parameters: {} }, backend: 'cpu' },
  };
}

/** A feature of numbers, missing ones as the mean, with other settings where they are named. */
export const feature = (name: string, more: Partial<ColumnSettings> = {}): ColumnSettings => ({
  name,
  role: 'feature',
  encoding: 'number',
  missing: 'mean',
  categories: [],
  ...more,
});

export const dataset = (
  kind: string,
  parameters: Record<string, string | number | boolean> = {},
) => ({
  kind,
  parameters,
});
