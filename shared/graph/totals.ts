import { checkChoice } from '../catalogue/catalogues';
import { DATASETS } from '../catalogue/datasets';
import { sizeOf } from '../catalogue/layer';
import { OPTIMIZERS } from '../catalogue/optimizers';
import { MAX_PARAMETERS, MAX_TRAINING_BYTES } from '../document/limits';
import type { ProjectDocument } from '../document/schema';
import { type Problem, problemAt } from '../text/problems';
import type { Analysis, NodeAnalysis } from './analysis';

const BYTES_PER_NUMBER = 4;
/** An activation and the gradient that flows back through it. */
const TENSORS_PER_ACTIVATION = 2;

const sumOf = (nodes: readonly NodeAnalysis[], value: (node: NodeAnalysis) => number): number =>
  nodes.reduce((sum, node) => sum + value(node), 0);

/** A batch never holds more than all samples, whose number generators and picture sets know. */
function largestBatch({ data, training }: ProjectDocument): number {
  const dataset = checkChoice(DATASETS, data.dataset);
  const samples = dataset.entry ? dataset.values.samples : undefined;
  return typeof samples === 'number' ? Math.min(samples, training.batchSize) : training.batchSize;
}

/** Sums over all nodes, and the memory that a step needs. Nodes of unknown shape count as nothing. */
export function totalsOf(
  document: ProjectDocument,
  nodes: readonly NodeAnalysis[],
): Analysis['totals'] {
  const { optimizer } = document.training;
  const parameters = sumOf(nodes, ({ parameterCount }) => parameterCount);
  const trainable = sumOf(nodes, ({ trainableCount }) => trainableCount);
  const flops = sumOf(nodes, (node) => node.flops);
  const activations = sumOf(nodes, ({ outputShape }) => (outputShape ? sizeOf(outputShape) : 0));
  const workspace = sumOf(nodes, (node) => node.workspace);
  const checked = checkChoice(OPTIMIZERS, optimizer);
  const slots = checked.entry ? checked.entry.slots(checked.values as never).length : 0;
  const numbers =
    parameters +
    trainable * (1 + slots) +
    (activations * TENSORS_PER_ACTIVATION + workspace) * largestBatch(document);
  return { parameters, trainable, flops, trainingBytes: numbers * BYTES_PER_NUMBER };
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** Bytes as people read them: `1.5 GB`; powers of 1024. */
export function formatBytes(bytes: number): string {
  const power = Math.min(
    UNITS.length - 1,
    Math.max(0, Math.floor(Math.log2(Math.max(bytes, 1)) / 10)),
  );
  const value = bytes / 1024 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : Number(value.toPrecision(3))} ${UNITS[power]}`;
}

/** Limits are checked on figures, before anything is built. */
export function checkTotals(document: ProjectDocument, totals: Analysis['totals']): Problem[] {
  const place = { settings: 'network' } as const;
  const problems: Problem[] = [];
  if (totals.parameters > MAX_PARAMETERS) {
    const values = { count: totals.parameters, limit: MAX_PARAMETERS };
    problems.push(problemAt({ kind: 'parameters-too-many', values }, place));
  } else if (totals.trainingBytes > MAX_TRAINING_BYTES) {
    const values = {
      size: formatBytes(totals.trainingBytes),
      limit: formatBytes(MAX_TRAINING_BYTES),
      batch: document.training.batchSize,
    };
    problems.push(problemAt({ kind: 'memory-too-large', values }, place));
  }
  if (document.network.nodes.length > 0 && totals.trainable === 0) {
    problems.push(problemAt({ kind: 'nothing-to-train', values: {} }, place));
  }
  return problems;
}
