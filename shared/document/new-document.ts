import {
  CURRENT_VERSION,
  type DataSettings,
  FORMAT,
  type ProjectDocument,
  type TrainingSettings,
} from './schema';

/** The data of a new project: two spirals, which need no file and show at once what a network can do. */
export const defaultData = (): DataSettings => ({
  dataset: { kind: 'spirals', parameters: {} },
  columns: [],
  validationShare: 0.2,
  splitSeed: 1,
  standardizeFeatures: true,
  standardizeTarget: false,
  standardizeBy: 'channel',
  augmentations: [],
});

export const defaultTraining = (): TrainingSettings => ({
  loss: { kind: 'categoricalCrossEntropy', parameters: { fromLogits: true } },
  optimizer: { kind: 'adam', parameters: {} },
  learningRate: 0.01,
  epochs: 100,
  batchSize: 32,
  shuffle: true,
  seed: 1,
  backend: 'wasm',
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
});

/** A project with an empty network; valid as it stands. */
export const createDocument = (name: string): ProjectDocument => ({
  format: FORMAT,
  version: CURRENT_VERSION,
  name,
  lab: null,
  network: { nodes: [], edges: [], comments: [] },
  blocks: [],
  data: defaultData(),
  training: defaultTraining(),
});
