import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { loadPreparedData } from '../../../main/services/data/prepared';
import type { PreparedData } from '../../../shared/data/prepared-data';
import { scalingOf } from '../../../shared/data/scaling';
import { diagnose } from '../../../shared/diagnosis/diagnose';
import type { Finding } from '../../../shared/diagnosis/finding';
import type { Subject } from '../../../shared/diagnosis/subject';
import type { ProjectDocument } from '../../../shared/document/schema';
import { startTrainer } from '../../../shared/engine/training-session';
import { analyse } from '../../../shared/graph/analyse';
import type { RunLayout } from '../../../shared/telemetry/layout';
import { isOver, type RunState, type TrainerCommand } from '../../../shared/telemetry/protocol';
import { TelemetryStore } from '../../../shared/telemetry/store';
import type { Case } from './project';

const WASM_PATH = join(
  dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'dist',
);

/** What a run's diagnosis said, from before its first step to its end. */
export interface Verdicts {
  readonly subject: Subject;
  readonly start: readonly Finding[];
  readonly end: readonly Finding[];
  /** Causes that were named first at some time, with the step at which each was first so. */
  readonly named: ReadonlyMap<string, number>;
  /** Time that the diagnoses took, and all of it, in ms. */
  readonly diagnosisMs: number;
  readonly wholeMs: number;
}

export async function dataFor(one: Case, document: ProjectDocument): Promise<PreparedData> {
  const loaded = await loadPreparedData(document, { projectFolder: null, importFolder: '' });
  if (!loaded.ok) throw new Error(`${one.name}: ${loaded.failure.text.en}`);
  if (!one.spoil) return loaded.value;
  const spoiled = one.spoil(loaded.value, document.training.seed);
  return rescaled(spoiled, document);
}

/** What was spoiled goes through the document's own scaling again: that is a remedy. */
function rescaled(data: PreparedData, { data: settings }: ProjectDocument): PreparedData {
  return {
    ...data,
    features: settings.standardizeFeatures ? standardized(data.features, data) : data.features,
    targets: settings.standardizeTarget ? standardized(data.targets, data) : data.targets,
  };
}

function standardized(values: Float32Array, { count, training }: PreparedData): Float32Array {
  const width = values.length / count;
  const scalings = Array.from({ length: width }, (_, base) =>
    scalingOf({ values, base, stride: width }, training),
  );
  return values.map((value, index) => {
    const { mean, deviation } = scalings[index % width];
    return (value - mean) / deviation;
  });
}

/** Trains a document in this process, watched as the app watches it. */
export function train(document: ProjectDocument, data: PreparedData): Promise<Verdicts> {
  const analysis = analyse(document);
  const begun = performance.now();
  let layout: RunLayout | null = null;
  let telemetry: TelemetryStore | null = null;
  let state: RunState | null = null;
  let diagnosisMs = 0;
  let start: readonly Finding[] | null = null;
  const named = new Map<string, number>();
  let receive: (command: TrainerCommand) => void = () => undefined;
  const look = (): readonly Finding[] => {
    if (!layout || !telemetry) return [];
    const before = performance.now();
    const findings = diagnose({ document, analysis, layout, telemetry, state });
    diagnosisMs += performance.now() - before;
    const [root] = findings;
    if (root && !named.has(root.cause)) named.set(root.cause, state?.step ?? 0);
    return findings;
  };
  return new Promise((resolve, reject) => {
    startTrainer({
      listen: (hear) => {
        receive = hear;
      },
      send: (event) => {
        if (event.type === 'layout') {
          layout = event.layout;
          telemetry = new TelemetryStore(event.layout);
        }
        if (event.type === 'telemetry') {
          telemetry?.append(event.parts);
          receive({ type: 'acknowledge', batch: event.batch });
          if (start) look();
        }
        if (event.type !== 'state') return;
        state = event.state;
        if (state.phase === 'paused' && !start) {
          start = look();
          setTimeout(() => receive({ type: 'resume' }));
        }
        if (!isOver(state.phase)) return;
        if (!layout || !telemetry) {
          reject(new Error(state.failure?.message.en ?? 'nothing was trained'));
          return;
        }
        const end = look();
        resolve({
          subject: { document, analysis, layout, telemetry, state },
          start: start ?? end,
          end,
          named,
          diagnosisMs,
          wholeMs: performance.now() - begun,
        });
      },
    });
    receive({
      type: 'start',
      document,
      data,
      wasmPath: WASM_PATH,
      stepLimit: null,
      telemetry: 'default',
      paused: true,
    });
  });
}
