import { encodingOf, untaughtEncoding } from '../../shared/data/encoding';
import { diffDocuments } from '../../shared/document/diff';
import type { PROCESS_BACKENDS, ProjectDocument } from '../../shared/document/schema';
import type { Predictor } from '../../shared/engine/predictor';
import { analyse } from '../../shared/graph/analyse';
import { weightsFit } from '../../shared/interop/weights-fit';
import type { RunFile } from '../../shared/telemetry/run-file';
import { loadPreparedData } from '../services/data/prepared';
import type { Trained } from '../services/prediction/samples';
import { findWasmPath } from '../training/launcher';
import { allowRelaxedSimd } from '../training/relaxed-simd';
import { CliError } from './failures';
import type { LoadedProject } from './project-file';
import { readRun } from './run-input';

/** A run as one that answers: the network that it trained, its weights, what its data taught. */
export interface TrainedRun extends Trained {
  readonly document: ProjectDocument;
  readonly checkpoint: NonNullable<RunFile['checkpoint']>;
}

/** Reads a run that has weights of its own network; throws a `CliError` where it cannot answer. */
export async function trainedRun(file: string, project: LoadedProject): Promise<TrainedRun> {
  const { run, checkpoint, encoding } = await readRun(file);
  if (!checkpoint) throw new CliError('run-without-weights', { file });
  const { document } = run;
  if (!weightsFit(analyse(document), checkpoint.weights)) {
    throw new CliError('run-of-other-weights', { file });
  }
  if (encoding) return { document, checkpoint, data: document.data, encoding };
  // A run of an older version kept no scaling: the project's data teach it anew.
  const data = await loadPreparedData(document, project.places);
  // Nor has an imported network any data; where it scales nothing, it needs none.
  const taught = data.ok ? encodingOf(data.value) : untaughtEncoding(document.data);
  if (taught) return { document, checkpoint, data: document.data, encoding: taught };
  const problem = data.ok ? '' : data.failure.text;
  throw new CliError('data-unusable', { file: project.file, problem });
}

/** Whether two documents differ in what they compute or in their data; how they train does not count. */
export const differs = (drawn: ProjectDocument, trained: ProjectDocument): boolean => {
  const { network, blocks, data } = diffDocuments(drawn, trained);
  const edges = network.addedEdges.length + network.removedEdges.length;
  return network.nodes.size + blocks.size + data.length + edges > 0;
};

/** The network of a run, ready to answer in this process. */
export async function openPredictor(
  { document, checkpoint }: TrainedRun,
  backend: (typeof PROCESS_BACKENDS)[number],
): Promise<Predictor> {
  allowRelaxedSimd();
  // Loaded here only: the engine is by far the largest part of the program.
  const { Predictor: Opened } = await import('../../shared/engine/predictor');
  const { weights } = checkpoint;
  const opened = await Opened.open({ document, weights, backend, wasmPath: findWasmPath() });
  if (!opened.ok) throw new CliError('backend-unavailable', { reason: opened.failure });
  return opened.value;
}
