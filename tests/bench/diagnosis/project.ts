import type { Choice, Parameters, ProjectDocument } from '../../../shared/document/schema';
import { recurrentLayer } from '../../../shared/labs/adding';
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
  adding: {
    ...numbers('adding', { samples: 800, steps: 10 }),
    // The mark is 0 or 1 and the numbers lie between: nothing to scale.
    data: { standardizeFeatures: false },
  },
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
  /** What else each hidden layer is made of. */
  readonly hidden?: Parameters;
  /** What the last layer is made of, beside its size. */
  readonly head?: Parameters;
  /** Instead of the chain of Dense layers. */
  readonly layers?: (units: number) => readonly LabLayer[];
  /** Instead of the chain: a recurrence of so many `units` on the adding problem. */
  readonly recurrence?: { readonly kind: string; readonly parameters: Parameters };
  readonly loss?: Choice;
  readonly dataset?: Choice;
  readonly settings?: Partial<ProjectDocument['data']>;
  readonly training?: Partial<ProjectDocument['training']>;
}

/** Rates that train these small networks well, by optimizer. */
export const USUAL_RATES: Readonly<Record<string, number>> = {
  adam: 0.005,
  rmsprop: 0.003,
  momentum: 0.01,
  sgd: 0.05,
};

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
      ...plan.hidden,
    }),
  );
}

/** What stands between input and head. */
function hiddenOf(plan: Plan): LabLayer[] {
  const { recurrence, units } = plan;
  return recurrence
    ? [recurrentLayer(recurrence.kind, { units, ...recurrence.parameters })]
    : chain(plan);
}

const FLATTEN: LabLayer = { id: 'flatten', kind: 'flatten', name: { en: 'Flatten', zh: '展平' } };

export function documentOf(plan: Plan, seed: number): ProjectDocument {
  const { outputs, loss, ...of }: DataOf = DATA[plan.data];
  const document = labDocument(
    {
      lab: 'bench',
      title: { en: 'Benchmark', zh: '基准' },
      layers: plan.layers?.(plan.units) ?? [
        inputLayer,
        ...(plan.data === 'digits' ? [FLATTEN] : []),
        ...hiddenOf(plan),
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
