import { isJsonObject, type JsonObject } from '../json';
import type { JsonValue } from '../schema';
import type { Migration } from './migration';
import { keepOldInitializers } from './old-initializers';

/** What version 2 adds to each section, with the values under which a version 1 project means what it meant. */
const ADDED: Readonly<Record<'network' | 'data' | 'training', JsonObject>> = {
  network: {},
  data: { standardizeBy: 'channel', augmentations: [] },
  training: {
    schedule: { kind: 'constant', parameters: {} },
    warmupEpochs: 0,
    clipping: 'none',
    clippingLimit: 1,
    accumulation: 1,
    l1: 0,
    l2: 0,
    labelSmoothing: 0,
    classWeighting: 'none',
    classWeights: [],
    earlyStopping: false,
    monitor: 'validationLoss',
    monitorMetric: { kind: 'accuracy', parameters: {} },
    patience: 10,
    minimumChange: 0,
    metrics: [],
    topK: 5,
    precision: 'float32',
    roundActivations: true,
    roundGradients: true,
    roundWeights: true,
    lossScaling: 'none',
    lossScale: 1024,
    growthInterval: 200,
  },
};

/** Sections that version 1 did not have: nothing in them. */
const NEW_SECTIONS: JsonObject = { blocks: [] };

/** A damaged section stays as it is: repairing it, and saying so, comes after the migrations. */
const withAdded = (section: JsonValue | undefined, added: JsonObject): JsonValue | undefined =>
  isJsonObject(section) ? { ...added, ...section } : section;

export const engineSettings: Migration = {
  from: 1,
  summary: 'Settings of the whole engine: each project gets those under which it trains as before.',
  migrate(file) {
    const sections = Object.entries(ADDED).flatMap(([name, added]) => {
      const section = withAdded(file[name], added);
      return section === undefined ? [] : [[name, section]];
    });
    const migrated = { ...NEW_SECTIONS, ...file, ...Object.fromEntries(sections) };
    const network = keepOldInitializers(migrated.network);
    return network === undefined ? migrated : { ...migrated, network };
  },
};
