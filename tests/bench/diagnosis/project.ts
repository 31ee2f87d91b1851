import type { PreparedData } from '../../../shared/data/prepared-data';
import type { Choice, Parameters, ProjectDocument } from '../../../shared/document/schema';
import {
  choice,
  dataset,
  headLayer,
  hiddenLayer,
  inputLayer,
  type LabLayer,
  labDocument,
  outputLayer,
} from '../../../shared/labs/builder';

/** One network of the benchmark: healthy, or with one fault built in. */
export interface Case {
  readonly name: string;
  /** The cause that was built in; null for a network that is sound. */
  readonly fault: string | null;
  document(seed: number): ProjectDocument;
  /** What is done to its data, where the fault lies in them. */
  readonly spoil?: (data: PreparedData, seed: number) => PreparedData;
  /** What it is made from; null for one that is not made from a plan. */
  readonly plan: Plan | null;
}

interface DataOf {
  readonly dataset: Choice;
  readonly outputs: number;
  readonly loss: Choice;
  readonly data?: Partial<ProjectDocument['data']>;
}

const SAMPLES = 400;

const classes = (kind: string, outputs: number, parameters: Parameters = {}): DataOf => ({
  dataset: dataset(kind, { samples: SAMPLES, ...parameters }),
  outputs,
  loss: choice('categoricalCrossEntropy'),
});

const numbers = (kind: string, parameters: Parameters = {}): DataOf => ({
  dataset: dataset(kind, parameters),
  outputs: 1,
  loss: choice('meanSquaredError'),
});

const scaled = { standardizeFeatures: true } as const;

/** The data of the benchmark, each with what its network ends in. */
export const DATA = {
  circles: classes('circles', 2),
  moons: classes('moons', 2),
  xor: classes('xor', 2),
  spirals: classes('spirals', 2),
  blobs: classes('blobs', 4, { classes: 4 }),
  iris: { ...classes('iris', 3), dataset: dataset('iris'), data: scaled },
  digits: { ...classes('digits', 10), dataset: dataset('digits', { samples: 800 }) },
  sine: numbers('sine', { samples: SAMPLES, periods: 1 }),
  square: numbers('square', { samples: SAMPLES }),
  cube: numbers('cube', { samples: SAMPLES }),
  houses: { ...numbers('houses'), data: { ...scaled, standardizeTarget: true } },
} as const satisfies Record<string, DataOf>;
export type DataName = keyof typeof DATA;

export interface Plan {
  readonly data: DataName;
  readonly depth: number;
  readonly units: number;
  readonly activation?: Choice;
  readonly kernel?: Choice;
  readonly bias?: Choice;
  /** What the last layer is made of, beside its size. */
  readonly head?: Parameters;
  /** Instead of the chain of Dense layers. */
  readonly layers?: readonly LabLayer[];
  readonly loss?: Choice;
  readonly dataset?: Choice;
  readonly settings?: Partial<ProjectDocument['data']>;
  readonly training?: Partial<ProjectDocument['training']>;
}

const OWN_INITIALIZER: Readonly<Record<string, string>> = {
  relu: 'heNormal',
  leakyRelu: 'heNormal',
  elu: 'heNormal',
  gelu: 'heNormal',
  swish: 'heNormal',
  selu: 'lecunNormal',
  linear: 'lecunNormal',
};

export function chain(plan: Plan): LabLayer[] {
  const activation = plan.activation ?? choice('relu');
  const kernelInitializer =
    plan.kernel ?? choice(OWN_INITIALIZER[activation.kind] ?? 'glorotNormal');
  return Array.from({ length: plan.depth }, (_, index) =>
    hiddenLayer(index + 1, {
      units: plan.units,
      activation,
      kernelInitializer,
      ...(plan.bias ? { biasInitializer: plan.bias } : {}),
    }),
  );
}

const FLATTEN: LabLayer = { id: 'flatten', kind: 'flatten', name: { en: 'Flatten', zh: '展平' } };

export function documentOf(plan: Plan, seed: number): ProjectDocument {
  const { outputs, loss, ...of }: DataOf = DATA[plan.data];
  const document = labDocument(
    {
      lab: 'bench',
      title: { en: 'Benchmark', zh: '基准' },
      layers: plan.layers ?? [
        inputLayer,
        ...(plan.data === 'digits' ? [FLATTEN] : []),
        ...chain(plan),
        headLayer(outputs, plan.head),
        outputLayer,
      ],
      dataset: plan.dataset ?? of.dataset,
      data: { ...of.data, ...plan.settings },
      training: {
        loss: plan.loss ?? loss,
        optimizer: choice('adam'),
        learningRate: 0.005,
        epochs: 40,
        batchSize: 32,
        ...plan.training,
        seed,
      },
    },
    'en',
  );
  return { ...document, lab: null, data: { ...document.data, splitSeed: seed } };
}

export const faulty = (fault: string, name: string, plan: Plan, spoil?: Case['spoil']): Case => ({
  name: `${fault}: ${name}`,
  fault,
  document: (seed) => documentOf(plan, seed),
  spoil,
  plan,
});

export const healthy = (name: string, plan: Plan, spoil?: Case['spoil']): Case => ({
  name: `healthy: ${name}`,
  fault: null,
  document: (seed) => documentOf(plan, seed),
  spoil,
  plan,
});

/** The data set that stands in for another one in the half that is held out. */
const OTHER_DATA: Readonly<Record<DataName, DataName>> = {
  circles: 'moons',
  moons: 'xor',
  xor: 'spirals',
  spirals: 'circles',
  blobs: 'iris',
  iris: 'blobs',
  digits: 'digits',
  sine: 'cube',
  square: 'sine',
  cube: 'square',
  houses: 'houses',
};

/** Few units are a fault of their own, or a trait that a name speaks of. */
const FEW_UNITS = 4;

/**
 * The same fault in a network that no threshold was tuned on: other data of the same kind where the data are not part
 * of the fault, and half as many units again. What comes of it is reported as it is.
 */
export function heldOut(one: Case): Case | null {
  const { plan, name, fault, spoil } = one;
  if (!plan) return null;
  const units = plan.units > FEW_UNITS ? Math.round(1.5 * plan.units) : plan.units;
  const isBoundToData =
    spoil !== undefined || plan.dataset !== undefined || plan.layers !== undefined;
  const data = isBoundToData || fault === null ? plan.data : OTHER_DATA[plan.data];
  const varied: Plan = { ...plan, units, data };
  return {
    ...one,
    name: `${name} (${data}, ${units} units)`,
    plan: varied,
    document: (seed) => documentOf(varied, seed),
  };
}
