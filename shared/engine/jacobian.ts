import { sizeOf } from '../catalogue/layer';
import {
  JACOBIAN_FROM,
  type Jacobian,
  type JacobianFrom,
  type JacobianRequest,
} from '../telemetry/jacobian';
import type { Text } from '../text/text';
import { gather } from './batches';
import { engineText } from './failure-texts';
import type { ForwardPass, Model } from './model';
import type { EngineNode } from './network';
import type { Reading } from './reading';
import { effectiveRank, singularValues } from './singular-values';
import type { Tensor } from './tensor-ops';
import type { TrainingCore } from './training-core';

/** Unit vectors that go back at once: the sample stands this often in a batch, each copy with a unit vector of its own. */
const PIECE = 32;
/** Rotations grow with the cube of the shorter side: 256 take about a second, in which no step is taken. */
const MAX_SHORT_SIDE = 256;
const MAX_LONG_SIDE = 4_096;

/** The position of a node, and the row of a sample that it is watched for. */
interface Watched {
  readonly position: number;
  readonly sample: number;
}

type Spectrum = Jacobian['spectra'][number];

/** The Inputs of the network that a node computes from. */
function dataBehind(nodes: readonly EngineNode[], position: number): ReadonlySet<number> {
  const behind = new Set([position]);
  // A set hands out what is added to it meanwhile.
  for (const at of behind) for (const source of nodes[at].sources) behind.add(source);
  return new Set([...behind].filter((at) => nodes[at].kind === 'input'));
}

/** The nodes whose outputs are moved while the node at `position` is watched. */
const PLACES: Readonly<
  Record<JacobianFrom, (nodes: readonly EngineNode[], position: number) => ReadonlySet<number>>
> = {
  inputs: (nodes, position) => new Set(nodes[position].sources),
  data: dataBehind,
};

/** What `gradient` of a node's output becomes at each of the places, in their order; null where nothing arrives. */
function pulledBack(
  model: Model,
  forward: ForwardPass,
  {
    position,
    places,
    gradient,
  }: { position: number; places: ReadonlySet<number>; gradient: Tensor },
): readonly (Tensor | null)[] {
  const { nodes, ops } = model;
  const gradients: (Tensor | null)[] = nodes.map(() => null);
  gradients[position] = gradient;
  for (let at = position; at >= 0; at -= 1) {
    const known = gradients[at];
    const { sources } = nodes[at];
    if (!known || places.has(at) || sources.length === 0) continue;
    const parts = model.pullBack(at, forward, known);
    sources.forEach((source, index) => {
      const others = gradients[source];
      gradients[source] = others ? ops.add(others, parts[index]) : parts[index];
    });
  }
  return [...places].map((place) => gradients[place]);
}

/** Rows of ∂output/∂(outputs of the places): one for each number of the node's output, for one sample. */
function* rowsOf(
  { model, data }: TrainingCore,
  { position, sample }: Watched,
  places: ReadonlySet<number>,
): Reading<readonly Float64Array[]> {
  const { ops, nodes } = model;
  const { outputShape } = nodes[position];
  const outputs = sizeOf(outputShape);
  const widths = [...places].map((place) => sizeOf(nodes[place].outputShape));
  const columns = widths.reduce((sum, width) => sum + width, 0);
  const rows: Float64Array[] = [];
  for (let start = 0; start < outputs; start += PIECE) {
    const count = Math.min(PIECE, outputs - start);
    yield* ops.arena.readingScope(function* () {
      const { features } = gather(ops, data, new Uint32Array(count).fill(sample));
      // Not as in training: masks would differ from copy to copy, and a batch's statistics would tie them together.
      const forward = model.forward(features, { training: false });
      const gradient = ops.fill([count, ...outputShape], (target) => {
        target.fill(0);
        for (let row = 0; row < count; row += 1) target[row * outputs + start + row] = 1;
      });
      const parts = pulledBack(model, forward, { position, places, gradient });
      yield parts.filter((part) => part !== null);
      for (let row = 0; row < count; row += 1) {
        const joined = new Float64Array(columns);
        let column = 0;
        parts.forEach((part, index) => {
          const width = widths[index];
          if (part) joined.set(ops.view(part).subarray(row * width, (row + 1) * width), column);
          column += width;
        });
        rows.push(joined);
      }
    });
  }
  return rows;
}

const transposed = (rows: readonly Float64Array[]): readonly Float64Array[] =>
  Array.from(rows[0], (_, column) => Float64Array.from(rows, (row) => row[column]));

function* spectrumOf(
  core: TrainingCore,
  watched: Watched,
  from: JacobianFrom,
): Reading<Spectrum | Text> {
  const { position } = watched;
  const { nodes } = core.model;
  const places = PLACES[from](nodes, position);
  const outputs = sizeOf(nodes[position].outputShape);
  const inputs = [...places].reduce((sum, place) => sum + sizeOf(nodes[place].outputShape), 0);
  if (inputs === 0) return engineText('jacobian-none');
  if (Math.min(outputs, inputs) > MAX_SHORT_SIDE || Math.max(outputs, inputs) > MAX_LONG_SIDE) {
    const limits = { short: MAX_SHORT_SIDE, long: MAX_LONG_SIDE };
    return engineText('jacobian-too-large', { outputs, inputs, ...limits });
  }
  const rows = yield* rowsOf(core, watched, places);
  const values = singularValues(outputs <= inputs ? rows : transposed(rows));
  if (!values.every(Number.isFinite)) return engineText('jacobian-not-finite');
  const last = values[values.length - 1];
  const condition = last > 0 && Number.isFinite(values[0] / last) ? values[0] / last : null;
  const rank = effectiveRank(values);
  return { from, outputs, inputs, singularValues: values, effectiveRank: rank, condition };
}

/**
 * Singular values of ∂(output of a node)/∂(its inputs) and ∂(output of a node)/∂(data), of one sample,
 * with the weights as they are and outside of training (no masks, moving statistics). By backward passes with unit
 * vectors: exact, nothing is sampled. Changes nothing of the run. What is too large is refused with figures.
 */
export function* measureJacobian(
  core: TrainingCore,
  { node, sample: asked }: JacobianRequest,
): Reading<Jacobian> {
  const { model, data, step } = core;
  const { nodes, ops } = model;
  const position = nodes.findIndex(({ id }) => id === node);
  const sample = asked ?? data.training[0];
  const report = { node, step, sample, spectra: [] as Spectrum[], refusals: [] as Text[] };
  if (position < 0) return { ...report, refusals: [engineText('jacobian-none')] };
  if (sample >= data.count) {
    const figures = { sample: sample + 1, count: data.count };
    return { ...report, refusals: [engineText('jacobian-no-sample', figures)] };
  }
  const known: string[] = [];
  for (const from of JACOBIAN_FROM) {
    // Of a first layer, the inputs are the data.
    const places = [...PLACES[from](nodes, position)].sort((a, b) => a - b).join();
    if (known.includes(places)) continue;
    known.push(places);
    const found = yield* spectrumOf(core, { position, sample }, from);
    if ('from' in found) report.spectra.push(found);
    else report.refusals.push(found);
  }
  ops.forgetScalars();
  return report;
}
