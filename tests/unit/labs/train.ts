import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadPreparedData } from '../../../main/services/data/prepared';
import type { Fold } from '../../../shared/data/split';
import { diagnose } from '../../../shared/diagnosis/diagnose';
import type { Finding } from '../../../shared/diagnosis/finding';
import { type Subject, subjectOf } from '../../../shared/diagnosis/subject';
import type { ProjectDocument } from '../../../shared/document/schema';
import { startTrainer } from '../../../shared/engine/training-session';
import {
  type GroupName,
  HISTOGRAM_BINS,
  histogramColumn,
  type LayerQuantity,
  layerColumn,
  type RunLayout,
  STEP_COLUMNS,
  unitsColumn,
  VALIDATION_COLUMNS,
} from '../../../shared/telemetry/layout';
import {
  type Checkpoint,
  isOver,
  type RunState,
  type TrainerCommand,
  type TrainerEvent,
} from '../../../shared/telemetry/protocol';
import { columnOf, TelemetryStore } from '../../../shared/telemetry/store';

const WASM_PATH = `${join(
  dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'dist',
)}/`;

/** A run that is over, with what its telemetry says in the words of the labs. */
export class TrainedRun {
  readonly layout: RunLayout;
  readonly telemetry: TelemetryStore;

  constructor(
    readonly subject: Subject,
    readonly state: RunState,
    readonly checkpoint: Checkpoint | null,
    /** What was found before the first step. */
    readonly start: readonly Finding[],
    /** What is found now that it is over. */
    readonly end: readonly Finding[],
  ) {
    this.layout = subject.layout;
    this.telemetry = subject.telemetry;
  }

  /** Ids of the layers that compute, input first. */
  get layers(): readonly string[] {
    return this.layout.layers.map(({ node }) => node);
  }

  private row(group: GroupName, step: number | null): Float32Array {
    const row = this.telemetry.rowAt(group, step);
    if (!row) throw new Error(`no row of ${group} at step ${step}`);
    return row;
  }

  /** A quantity of a layer at a step; null: the newest. */
  layer(node: string, quantity: LayerQuantity, step: number | null = null): number {
    return this.row('layers', step)[layerColumn(this.layers.indexOf(node), quantity)];
  }

  /** The first recorded row's value, before any update. */
  atStart(node: string, quantity: LayerQuantity): number {
    const [first] = this.telemetry.stepRange() ?? [0];
    return this.layer(node, quantity, first);
  }

  /** A quantity of all hidden layers, input first. */
  profile(quantity: LayerQuantity, step: number | null = null): number[] {
    return this.layers
      .filter((node) => node.startsWith('hidden-'))
      .map((node) => this.layer(node, quantity, step));
  }

  profileAtStart(quantity: LayerQuantity): number[] {
    const [first] = this.telemetry.stepRange() ?? [0];
    return this.profile(quantity, first);
  }

  /** A quantity of a layer at every recorded step. */
  history(node: string, quantity: LayerQuantity): number[] {
    const column = layerColumn(this.layers.indexOf(node), quantity);
    return [...columnOf(this.telemetry.series('layers'), column).mean];
  }

  /** RMS of ∂L/∂hₜ at every time step of the only recurrence, the first one first, at the end. */
  timeSteps(): number[] {
    return [...this.row('timeSteps', null).subarray(1)];
  }

  timeStepsAtStart(): number[] {
    const [first] = this.telemetry.stepRange() ?? [0];
    return [...this.row('timeSteps', first).subarray(1)];
  }

  /** Shares of a layer's activations in its histogram's bins before any update. */
  histogramAtStart(node: string): number[] {
    const [first] = this.telemetry.stepRange() ?? [0];
    const start = histogramColumn(this.layers.indexOf(node), 'activation') + 2;
    const counts = [...this.row('histograms', first).subarray(start, start + HISTOGRAM_BINS)];
    const sum = counts.reduce((total, count) => total + count, 0);
    return counts.map((count) => count / sum);
  }

  /** Validation loss after every recorded epoch. */
  validationLosses(): number[] {
    const column = VALIDATION_COLUMNS.indexOf('loss');
    return [...columnOf(this.telemetry.series('validation'), column).mean];
  }

  /** A metric on the validation share after every recorded epoch. */
  validationMetrics(kind: string = this.layout.metrics[0]): number[] {
    return [...columnOf(this.telemetry.series('validation'), this.metricColumn(kind)).mean];
  }

  private metricColumn(kind: string): number {
    const index = this.layout.metrics.indexOf(kind);
    if (index < 0) throw new Error(`no metric ${kind}`);
    return VALIDATION_COLUMNS.length + index;
  }

  /** Loss of every recorded step. */
  losses(): number[] {
    return [...columnOf(this.telemetry.series('steps'), STEP_COLUMNS.indexOf('loss')).mean];
  }

  /** Mean of the last `count` losses: single batches are noisy. */
  lastLoss(count = 20): number {
    const last = this.losses().slice(-count);
    return last.reduce((sum, loss) => sum + loss, 0) / last.length;
  }

  validationLoss(): number {
    return this.row('validation', null)[VALIDATION_COLUMNS.indexOf('loss')];
  }

  /** A metric on the validation share at the end; the first one (accuracy) where none is named. */
  validationMetric(kind: string = this.layout.metrics[0]): number {
    return this.row('validation', null)[this.metricColumn(kind)];
  }

  /** How often each unit of a layer fires, at the newest check. */
  firing(node: string): number[] {
    const index = this.layers.indexOf(node);
    const start = unitsColumn(this.layout, index);
    return [...this.row('units', null).subarray(start, start + this.layout.layers[index].units)];
  }

  /** A weight tensor at the end: rows of its columns. */
  kernel(node: string): number[][] {
    const record = this.checkpoint?.weights.find(
      (weight) => weight.node === node && weight.name === 'kernel',
    );
    if (!record) throw new Error(`no kernel of ${node}`);
    const [rows, columns] = record.shape;
    return Array.from({ length: rows }, (_, row) => [
      ...record.values.subarray(row * columns, (row + 1) * columns),
    ]);
  }
}

interface TrainOptions {
  readonly telemetry?: 'full' | 'default';
  /** One fold of a cross-validation instead of the document's own split. */
  readonly fold?: Fold;
}

/** Trains a document in this process, as the trainer would; it is diagnosed before its first step and at its end. */
export async function train(
  document: ProjectDocument,
  stepLimit: number | null,
  { telemetry = 'default', fold }: TrainOptions = {},
): Promise<TrainedRun> {
  const places = { projectFolder: null, importFolder: tmpdir() };
  const prepared = await loadPreparedData(document, places, fold);
  if (!prepared.ok) throw new Error(prepared.failure.text.en);
  const data = prepared.value;
  return new Promise((resolve, reject) => {
    let layout: RunLayout | null = null;
    let store: TelemetryStore | null = null;
    let checkpoint: Checkpoint | null = null;
    let start: readonly Finding[] | null = null;
    let receive: (command: TrainerCommand) => void = () => {};
    const told = (state: RunState): Subject | null =>
      subjectOf({ document, layout, telemetry: store, state });
    const begin = (state: RunState): void => {
      const subject = told(state);
      start = subject ? diagnose(subject) : [];
      // The trainer is still saying that it paused.
      setTimeout(() => receive({ type: 'resume' }));
    };
    const end = (state: RunState): void => {
      const subject = told(state);
      if (!subject) {
        reject(new Error(state.failure?.message.en ?? 'no layout'));
        return;
      }
      const findings = diagnose(subject);
      resolve(new TrainedRun(subject, state, checkpoint, start ?? findings, findings));
    };
    const handlers: { [Type in TrainerEvent['type']]?: (event: never) => void } = {
      layout: (event: Extract<TrainerEvent, { type: 'layout' }>) => {
        layout = event.layout;
        store = new TelemetryStore(event.layout);
      },
      telemetry: (event: Extract<TrainerEvent, { type: 'telemetry' }>) => {
        store?.append(event.parts);
        receive({ type: 'acknowledge', batch: event.batch });
      },
      checkpoint: (event: Extract<TrainerEvent, { type: 'checkpoint' }>) => {
        checkpoint = event.checkpoint;
      },
      state: (event: Extract<TrainerEvent, { type: 'state' }>) => {
        if (event.state.phase === 'paused' && !start) begin(event.state);
        if (isOver(event.state.phase)) end(event.state);
      },
    };
    startTrainer({
      send: (event) => handlers[event.type]?.(event as never),
      listen: (listener) => {
        receive = listener;
      },
    });
    receive({
      type: 'start',
      document,
      data,
      wasmPath: WASM_PATH,
      stepLimit,
      telemetry,
      paused: true,
    });
  });
}
