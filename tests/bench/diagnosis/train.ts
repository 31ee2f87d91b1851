import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { loadPreparedData } from '../../../main/services/data/prepared';
import type { PreparedData } from '../../../shared/data/prepared-data';
import { scalingOf } from '../../../shared/data/scaling';
import type { ProjectDocument } from '../../../shared/document/schema';
import { startTrainer } from '../../../shared/engine/training-session';
import type { GroupName, RunLayout } from '../../../shared/telemetry/layout';
import {
  isOver,
  type TelemetryPart,
  type TrainerCommand,
} from '../../../shared/telemetry/protocol';
import { isRead, type Recording } from './recording';
import { type Spoil, spoiled } from './spoil';
import { type Verdicts, watch } from './watch';

const WASM_PATH = join(
  dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'dist',
);

/** A document's data with their faults. Throws where they cannot be loaded. */
export async function dataFor(
  document: ProjectDocument,
  spoils: readonly Spoil[],
): Promise<PreparedData> {
  const loaded = await loadPreparedData(document, { projectFolder: null, importFolder: '' });
  if (!loaded.ok) throw new Error(loaded.failure.text.en);
  if (spoils.length === 0) return loaded.value;
  return rescaled(spoiled(loaded.value, spoils, document.training.seed), document);
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

/** The rows of each group in one piece. */
class Rows {
  private readonly parts = new Map<GroupName, Float32Array[]>();

  add(parts: readonly TelemetryPart[]): void {
    for (const { group, rows } of parts) {
      if (isRead(group)) this.parts.set(group, [...(this.parts.get(group) ?? []), rows]);
    }
  }

  joined(): Recording['groups'] {
    return [...this.parts].map(([group, parts]) => {
      const rows = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
      let at = 0;
      for (const part of parts) {
        rows.set(part, at);
        at += part.length;
      }
      return { group, rows };
    });
  }
}

/** Trains a document in this process, from a start that is measured before the first step. */
export function record(document: ProjectDocument, data: PreparedData): Promise<Recording> {
  const rows = new Rows();
  let layout: RunLayout | null = null;
  let begun = performance.now();
  let receive: (command: TrainerCommand) => void = () => undefined;
  return new Promise((resolve, reject) => {
    startTrainer({
      listen: (hear) => {
        receive = hear;
      },
      send: (event) => {
        if (event.type === 'layout') layout = event.layout;
        if (event.type === 'telemetry') {
          rows.add(event.parts);
          receive({ type: 'acknowledge', batch: event.batch });
        }
        if (event.type !== 'state') return;
        const { state } = event;
        if (state.phase === 'paused') {
          begun = performance.now();
          setTimeout(() => receive({ type: 'resume' }));
        }
        if (!isOver(state.phase)) return;
        if (!layout) {
          reject(new Error(state.failure?.message.en ?? 'nothing was trained'));
          return;
        }
        const trainingMs = performance.now() - begun;
        resolve({ layout, state, trainingMs, groups: rows.joined() });
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

/** Trains a document in this process and tells what a diagnosis would have said at each time. */
export const train = async (document: ProjectDocument, data: PreparedData): Promise<Verdicts> =>
  watch(document, await record(document, data));
