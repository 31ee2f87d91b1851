import { sizeOf } from '../catalogue/layer';
import type { PreparedData } from '../data/prepared-data';
import { createDocument } from '../document/new-document';
import {
  type Backend,
  type NetworkNode,
  PROCESS_BACKENDS,
  type ProjectDocument,
} from '../document/schema';
import { analyse } from '../graph/analyse';
import { randomStream } from '../random/random-stream';
import { fail, type Result, succeed } from '../result';
import type { Text } from '../text/text';
import { openBackend } from './backend';
import { Model } from './model';
import { FIRST_STEPS } from './probe-schedule';
import type { Reading } from './reading';
import { Recorder } from './recorder';
import { layoutOf } from './run-layout';
import { TelemetryOutbox } from './telemetry-outbox';
import type { EngineOps } from './tensor-ops';
import { type StepResult, TrainingCore } from './training-core';

export const BENCHMARK_MODES = ['off', 'default', 'full'] as const;
export type BenchmarkMode = (typeof BENCHMARK_MODES)[number];

/** A chain of Dense layers: sizes from input to output, and samples in a batch. */
export interface Workload {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly batchSize: number;
  /** Layers between the input and the first Dense layer. */
  readonly before?: readonly Pick<NetworkNode, 'kind' | 'parameters'>[];
}

/** Pictures for a convolution and a pooling, and again; flat for the Dense layers behind. */
const PICTURES: Workload['before'] = [
  { kind: 'reshape', parameters: { shape: [28, 28, 1] } },
  { kind: 'conv2d', parameters: { filters: 8, padding: 'same' } },
  { kind: 'maxPooling2d', parameters: {} },
  { kind: 'conv2d', parameters: { filters: 16, padding: 'same' } },
  { kind: 'maxPooling2d', parameters: {} },
  { kind: 'flatten', parameters: {} },
];

/** Two numbers a step, as the adding problem has them. */
const SEQUENCE: Workload['before'] = [
  { kind: 'reshape', parameters: { shape: [50, 2] } },
  { kind: 'lstm', parameters: { units: 64 } },
];

/** Small: the cost of calls. Deep: many layers of a middling size. MLP: matrix products. CNN: loops over windows. LSTM: steps in time. */
export const WORKLOADS: readonly Workload[] = [
  { name: '2-8-8-2, batch 32', sizes: [2, 8, 8, 2], batchSize: 32 },
  {
    name: '100-20×100-10, batch 64',
    sizes: [100, ...new Array<number>(20).fill(100), 10],
    batchSize: 64,
  },
  { name: '784-256-256-10, batch 128', sizes: [784, 256, 256, 10], batchSize: 128 },
  {
    name: '28×28 conv 8, conv 16, dense, batch 32',
    sizes: [784, 10],
    batchSize: 32,
    before: PICTURES,
  },
  {
    name: '50 steps, LSTM 64, dense, batch 32',
    sizes: [100, 10],
    batchSize: 32,
    before: SEQUENCE,
  },
];

export interface BenchmarkRow {
  readonly workload: string;
  readonly backend: Backend;
  readonly mode: BenchmarkMode;
  /** Median over blocks of the mean time of a step, in ms. */
  readonly medianMs: number;
  /** Divided by the same workload without telemetry, blocks taken in turn in the same run. */
  readonly ratio: number;
}

export interface BenchmarkOptions {
  readonly wasmPath: string;
  readonly backends?: readonly Backend[];
  readonly modes?: readonly BenchmarkMode[];
  readonly workloads?: readonly Workload[];
  /** Length of a block in ms: long enough to hold several samples of the default schedule. */
  readonly blockMs?: number;
  readonly blocks?: number;
  /** Steps of each mode before any is timed: the first ones of a run are all looked at, so that they tell nothing. */
  readonly warmUpSteps?: number;
}

/** The document of a workload: ReLU layers with He weights, softmax cross-entropy, Adam. */
export function workloadDocument({
  name,
  sizes,
  batchSize,
  before = [],
}: Workload): ProjectDocument {
  const empty = createDocument(name);
  const column = (columnName: string) => ({
    name: columnName,
    role: 'feature' as const,
    encoding: 'number' as const,
    missing: 'refuse' as const,
    categories: [],
  });
  const classes = Array.from({ length: sizes[sizes.length - 1] }, (_, index) => `c${index}`);
  const ends = { position: { x: 0, y: 0 }, parameters: {} };
  const hidden = sizes.slice(1).map(
    (units, index): NetworkNode => ({
      ...ends,
      id: `dense-${index + 1}`,
      kind: 'dense',
      name: `Dense ${index + 1}`,
      parameters: {
        units,
        activation: { kind: index + 2 < sizes.length ? 'relu' : 'linear', parameters: {} },
      },
    }),
  );
  const nodes: NetworkNode[] = [
    { ...ends, id: 'input', kind: 'input', name: 'Input' },
    ...before.map((layer, index) => ({
      ...ends,
      ...layer,
      id: `before-${index + 1}`,
      name: `${layer.kind} ${index + 1}`,
    })),
    ...hidden,
    { ...ends, id: 'output', kind: 'output', name: 'Output' },
  ];
  const edges = nodes.slice(1).map(({ id }, index) => ({
    id: `edge-${index}`,
    source: nodes[index].id,
    target: id,
    targetPort: 'in',
  }));
  return {
    ...empty,
    network: { nodes, edges, comments: [] },
    data: {
      ...empty.data,
      dataset: { kind: 'csv', parameters: { file: 'benchmark.csv' } },
      columns: [
        ...Array.from({ length: sizes[0] }, (_, index) => column(`x${index}`)),
        { ...column('y'), role: 'target', encoding: 'category', categories: classes },
      ],
    },
    training: { ...empty.training, learningRate: 1e-4, batchSize, epochs: 1_000 },
  };
}

/** Samples of normal numbers with classes at random: the time of a step does not depend on them. */
export function workloadData(document: ProjectDocument, count: number): PreparedData {
  const shape = analyse(document).data;
  const random = randomStream(1, 'benchmark');
  const width = sizeOf(shape.featureShape);
  const classes = shape.classNames.length;
  const targets = new Float32Array(count * classes);
  for (let row = 0; row < count; row += 1) targets[row * classes + random.below(classes)] = 1;
  return {
    shape,
    count,
    features: Float32Array.from({ length: count * width }, () => random.normal()),
    targets,
    targetShape: [classes],
    training: Uint32Array.from({ length: count }, (_, row) => row),
    validation: new Uint32Array(),
    featureScaling: [],
    targetScaling: [],
    droppedRows: 0,
  };
}

const now = (): number => performance.now();

/** One step of a workload in a mode, ready to be timed. */
export function prepare(ops: EngineOps, workload: Workload, mode: BenchmarkMode) {
  const document = workloadDocument(workload);
  const data = workloadData(document, 8 * workload.batchSize);
  const built = Model.build(analyse(document), 1, ops);
  if (!built.ok) throw new Error(built.failure.message.en);
  const core = new TrainingCore(built.value, data, document.training);
  const dispose = (): void => core.dispose();
  if (mode === 'off') {
    return { step: () => core.train(), stepping: () => core.training(), dispose };
  }
  const { stepsPerEpoch } = core.dealer;
  const withWeights = new Set(core.model.weights.places.map(({ node }) => node));
  const { nodes } = core.model;
  const layout = layoutOf({ nodes, withWeights, data, stepsPerEpoch, plannedSteps: 1e6 });
  const outbox: TelemetryOutbox = new TelemetryOutbox(layout, (event) => {
    if (event.type === 'telemetry') outbox.acknowledge(event.batch);
  });
  const notice = (message: Text) => {
    throw new Error(message.en);
  };
  const recorder = new Recorder({ core, layout, outbox, telemetry: mode, clock: now, notice });
  const observer = recorder.observer(() => ({ epoch: 1, seconds: 0 }), false);
  return {
    step: () => {
      core.train(observer);
      outbox.flush(now());
    },
    /** The same step for a backend that must be waited for. */
    *stepping(): Reading<StepResult> {
      const result = yield* core.training(observer);
      outbox.flush(now());
      return result;
    },
    dispose,
  };
}

/** Mean ms of a step over a block of time; at least one step. */
function timeBlock(step: () => void, milliseconds: number): number {
  const start = now();
  let steps = 0;
  let spent = 0;
  while (spent < milliseconds) {
    step();
    steps += 1;
    spent = now() - start;
  }
  return spent / steps;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Times training steps: without telemetry, with its default schedule, with every step sampled. Modes take turns
 * block by block, so that a machine that slows down slows all of them. Fails where a backend does not start.
 */
export async function benchmarkWorkloads(
  options: BenchmarkOptions,
): Promise<Result<readonly BenchmarkRow[], Text>> {
  const { wasmPath, backends = PROCESS_BACKENDS, modes = BENCHMARK_MODES } = options;
  const { workloads = WORKLOADS, blockMs = 600, blocks = 5 } = options;
  const { warmUpSteps = FIRST_STEPS + 1 } = options;
  const rows: BenchmarkRow[] = [];
  for (const backend of backends) {
    const opened = await openBackend(backend, wasmPath);
    if (!opened.ok) return fail(opened.failure);
    for (const workload of workloads) {
      const runs = modes.map((mode) => prepare(opened.value, workload, mode));
      const times = modes.map((): number[] => []);
      for (const { step } of runs) {
        for (let count = 0; count < warmUpSteps; count += 1) step();
        timeBlock(step, blockMs / 2);
      }
      for (let block = 0; block < blocks; block += 1) {
        runs.forEach((run, index) => {
          times[index].push(timeBlock(run.step, blockMs));
        });
      }
      for (const run of runs) run.dispose();
      const medians = times.map(median);
      modes.forEach((mode, index) => {
        rows.push({
          workload: workload.name,
          backend,
          mode,
          medianMs: medians[index],
          ratio: medians[index] / medians[Math.max(0, modes.indexOf('off'))],
        });
      });
    }
  }
  return succeed(rows);
}
