import { inputColumns } from '../../../shared/catalogue/feature-columns';
import type { Shape } from '../../../shared/catalogue/layer';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import type { NodeAnalysis } from '../../../shared/graph/analysis';
import { LABS } from '../../../shared/labs';
import type { WeightRecord } from '../../../shared/telemetry/protocol';
import {
  activationCases,
  layerCases,
  structureCases,
  variants,
} from '../../oracle/pytorch/layer-cases';
import { modelOf, normals, opsOf } from '../engine/support';

/** A network that goes out and comes in again. */
export interface ExchangeCase {
  readonly name: string;
  readonly document: ProjectDocument;
}

/** Every kind of layer, its variants, every activation, shared weights and blocks. */
export const NETWORKS: readonly ExchangeCase[] = [
  ...layerCases,
  ...variants,
  ...activationCases,
  ...structureCases,
];

export const LAB_NETWORKS: readonly ExchangeCase[] = LABS.map(({ id, document }) => ({
  name: `lab ${id}`,
  document: document('en'),
}));

const SEED = 11;
const ROWS = 4;

const numbersFor = ({ name, values }: WeightRecord, index: number): Float32Array => {
  const drawn = normals(values.length, SEED + index).map((value) => 0.4 * value);
  return name.endsWith('ovingVariance') ? drawn.map((value) => 0.5 + Math.abs(value)) : drawn;
};

/** Weights as a training might leave them: none is what it is initialised to. Constants stay, which may be indices. */
export async function trainedWeights(document: ProjectDocument): Promise<readonly WeightRecord[]> {
  const model = modelOf(document, await opsOf('cpu'));
  const records = model.weights.toRecords();
  model.dispose();
  return records.map((record, index) =>
    record.name === 'value' ? record : { ...record, values: numbersFor(record, index) },
  );
}

/** Samples of the shape that a network takes; whole numbers where they stand for words. */
export function samplesOf(document: ProjectDocument): {
  readonly shape: Shape;
  readonly values: Float32Array;
} {
  const { featureShape, vocabulary } = analyse(document).data;
  const shape = [ROWS, ...featureShape];
  const drawn = normals(
    shape.reduce((product, axis) => product * axis, 1),
    SEED,
  );
  const values =
    vocabulary === undefined
      ? drawn
      : drawn.map((value) => Math.floor(Math.abs(value) * 1000) % vocabulary);
  return { shape, values };
}

/** The samples as other tools are handed them: the columns of each Input apart, where it does not take all. */
export function handedOver(document: ProjectDocument): ReturnType<typeof samplesOf>[] {
  const whole = samplesOf(document);
  const { nodes, order, data } = analyse(document);
  const selections = order.flatMap((id) => {
    const { node, values } = nodes.get(id) as NodeAnalysis;
    return node.kind === 'input' ? [inputColumns('input', values, data.featureNames)] : [];
  });
  const distinct = [...new Map(selections.map((each) => [JSON.stringify(each), each])).values()];
  return distinct.map((columns) => {
    if (!columns) return whole;
    const width = whole.shape[1];
    const values = Array.from({ length: ROWS }, (_, row) =>
      columns.map((column) => whole.values[row * width + column]),
    );
    return { shape: [ROWS, columns.length], values: Float32Array.from(values.flat()) };
  });
}

/** What the app's own engine computes for these samples with these weights. */
export async function outputsOf(
  document: ProjectDocument,
  weights: readonly WeightRecord[],
): Promise<Float32Array> {
  const ops = await opsOf('cpu');
  const model = modelOf(document, ops);
  model.weights.load(weights);
  const { shape, values } = samplesOf(document);
  const numbers = ops.arena.scope(() =>
    Float32Array.from(ops.read(model.predict(ops.tensor(values, shape)))),
  );
  model.dispose();
  return numbers;
}
