import { randomUUID } from 'node:crypto';
import type { ProjectDocument } from '../../shared/document/schema';
import type { HostOutput } from '../../shared/host';
import type { ExchangeFile, Incoming } from '../../shared/interop/exchange';
import { IMPORTERS } from '../../shared/interop/importers';
import { chiefSettings } from '../../shared/sweep/chief-settings';
import type { WeightRecord } from '../../shared/telemetry/protocol';
import type { RunFile } from '../../shared/telemetry/run-file';
import { refuse } from './failures';
import { readApart } from './import-apart';
import type { RunService } from './runs';

const FORMATS = {
  en: IMPORTERS.map(({ label }) => label.en).join(', '),
  zh: IMPORTERS.map(({ label }) => label.zh).join('、'),
};

/**
 * A network from another tool's file: the chosen one first, then what lies beside it. With `onto` it takes the data
 * and the training of that project. Refuses what nobody recognises, and what cannot be read, by name.
 */
export async function importProject(
  files: readonly ExchangeFile[],
  onto?: ProjectDocument,
): Promise<Incoming> {
  const [{ path: name }] = files;
  const read = await readApart({ files, onto });
  if (!read) return refuse('not-recognised', { name, formats: FORMATS });
  return read.ok ? read.value : refuse('not-imported', { name, reason: read.failure.text });
}

interface ImportedRun {
  readonly run: string;
  readonly draft: string | null;
  readonly document: ProjectDocument;
  readonly weights: readonly WeightRecord[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Weights that came in, as a run that took no step: it can be exported, predicted with, and gone on from. */
export const runOfWeights = ({ run, draft, document, weights, now }: ImportedRun): RunFile => ({
  run: {
    summary: {
      run,
      project: null,
      draft,
      name: document.name,
      started: now,
      state: {
        phase: 'finished',
        step: 0,
        epoch: 0,
        plannedSteps: 0,
        plannedEpochs: document.training.epochs,
        seconds: 0,
        secondsLeft: null,
        learningRate: document.training.learningRate,
        backend: '',
        failure: null,
      },
      loss: null,
      validationLoss: null,
      metric: null,
      validationMetrics: {},
      purpose: { kind: 'imported' },
      settings: chiefSettings(document),
    },
    document,
    layout: {
      layers: [],
      branches: [],
      recurrences: [],
      metrics: [],
      classNames: [],
      picture: 'none',
      pictureBounds: [-1, 1, -1, 1],
      stepsPerEpoch: 1,
      plannedSteps: 0,
    },
    groups: [],
  },
  checkpoint: { step: 0, weights },
  encoding: null,
});

interface ImportRequest {
  readonly files: readonly { readonly name: string; readonly content: Uint8Array }[];
  readonly draft: string;
  readonly onto?: ProjectDocument | undefined;
}

/** A network for a page, its weights kept as a run of the project that the page is about to show. */
export async function importNetwork(
  { files, draft, onto }: ImportRequest,
  client: string,
  runs: RunService,
): Promise<HostOutput<'projects.import'>> {
  const given = files.map(({ name, content }) => ({ path: name, content }));
  const { document, weights, notes } = await importProject(given, onto);
  if (!weights) return { document, notes: [...notes], run: null };
  const run = randomUUID();
  await runs.keep(runOfWeights({ run, draft, document, weights, now: Date.now() }), client);
  return { document, notes: [...notes], run };
}
