import { randomStream } from '../../random/random-stream';
import {
  type LandscapeAxis,
  type LandscapePicture,
  type LandscapeRequest,
  type LandscapeShare,
  pointsOf,
} from '../../telemetry/landscape';
import type { WeightRecord } from '../../telemetry/protocol';
import { snapshotCapacity, type WeightPath } from '../../telemetry/weight-path';
import type { Text } from '../../text/text';
import { gather, pieces } from '../batches';
import { engineText } from '../failure-texts';
import { penaltyStrengths } from '../gradient-stage';
import type { Reading } from '../reading';
import type { TrainingCore } from '../training-core';
import { filterNormalised } from './directions';
import { axesAround, centredAxis, coarseFirst, zeroOf } from './grid';
import { principalPlane } from './principal-plane';

/** Samples that are evaluated at once: a slice of time is not longer than one of these. */
const PIECE = 256;

/** The weights of a run at one moment, and the way that they came. */
export interface Centre {
  readonly core: TrainingCore;
  /** The step that the weights are of. */
  readonly step: number;
  readonly path: WeightPath | null;
}

/** A plane through the weights, and the part of it that is measured. */
interface Plane {
  readonly first: Float32Array;
  readonly second: Float32Array;
  readonly alpha: LandscapeAxis;
  readonly beta: LandscapeAxis;
  readonly path: LandscapePicture['path'];
}

interface PlaneKnown extends Centre {
  readonly request: LandscapeRequest;
  readonly weights: Float32Array;
}

/** The snapshots of a path with the measured weights at their place among them, by step. */
function pathThrough({ steps, size, values }: WeightPath, step: number, weights: Float32Array) {
  const known = steps.map((at, index) => ({
    step: at,
    values: values.subarray(index * size, (index + 1) * size),
  }));
  return [...known.filter((one) => one.step !== step), { step, values: weights }].sort(
    (a, b) => a.step - b.step,
  );
}

type Directions = LandscapeRequest['directions'];

const PLANES: {
  readonly [Kind in Directions['kind']]: (
    known: PlaneKnown,
    directions: Extract<Directions, { kind: Kind }>,
  ) => Plane | Text;
} = {
  random({ core, request, weights }, { seed }) {
    const directionOf = (name: string) =>
      filterNormalised(core.model.weights.places, weights, randomStream(seed, `landscape/${name}`));
    const axis = centredAxis(request.range);
    return {
      first: directionOf('alpha'),
      second: directionOf('beta'),
      alpha: axis,
      beta: axis,
      path: null,
    };
  },
  path({ core, request, weights, path, step }) {
    const { size } = core.model.weights;
    if (snapshotCapacity(size) === 0) return engineText('landscape-path-large', { count: size });
    if (!path || path.size !== size) return engineText('landscape-no-path');
    const points = pathThrough(path, step, weights);
    if (points.length < 3) return engineText('landscape-path-short');
    const plane = principalPlane(
      points.map(({ values }) => values),
      weights,
    );
    if (!plane) return engineText('landscape-path-still');
    const { first, second, alpha, beta, explained } = plane;
    const steps = points.map((point) => point.step);
    return {
      first,
      second,
      ...axesAround(plane, request.range, request.resolution),
      path: { steps, alpha, beta, explained: [...explained] },
    };
  },
};

/** The samples that the loss is a mean of: drawn by the run's seed, so that every picture of a run has the same. */
function rowsOf({ data, settings }: TrainingCore, share: LandscapeShare, count: number) {
  const all = data[share];
  if (all.length <= count) return all;
  const random = randomStream(settings.seed, 'landscape/samples');
  const order = all.slice();
  for (let index = 0; index < count; index += 1) {
    const other = index + random.below(order.length - index);
    [order[index], order[other]] = [order[other], order[index]];
  }
  return order.slice(0, count);
}

/**
 * The loss on a plane through the weights of a run, point by point: L(θ + α·δ + β·η), Li et al. (2018), eq. 1. It
 * holds the weights as they were when it began, so a run may go on meanwhile, and evaluates as a validation does: the
 * mean loss outside of training, without dropout, label smoothing and class weights. Moving statistics of batch
 * normalizations stay those of the centre, as in the paper's code; so far from it they do not fit the signal.
 * Changes nothing of the run: its weights are never touched, and no stream of it is drawn from.
 */
export class LandscapeMeasurement {
  private readonly alphas: Float64Array;
  private readonly betas: Float64Array;
  private readonly order: Uint32Array;
  private readonly losses: Float32Array;
  private readonly rows: readonly Uint32Array[];
  private readonly count: number;
  /** Points of the order that are done, pieces of the next one, and their losses so far. */
  private measured = 0;
  private pieces = 0;
  private sum = 0;
  /** The weights at the point that is measured; the records show parts of it. */
  private readonly moved: Float32Array;
  private readonly records: readonly WeightRecord[];
  private readonly penalties: readonly (readonly [number, number])[] | null;

  private constructor(
    private readonly known: PlaneKnown,
    private readonly plane: Plane,
    records: readonly WeightRecord[],
  ) {
    const { core, request, weights } = known;
    const { resolution, share, samples } = request;
    this.alphas = pointsOf(plane.alpha, resolution);
    this.betas = pointsOf(plane.beta, resolution);
    const [column, row] = [plane.alpha, plane.beta].map((axis) => zeroOf(axis, resolution));
    this.alphas[column] = 0;
    this.betas[row] = 0;
    this.order = coarseFirst(resolution, column, row);
    this.losses = new Float32Array(resolution ** 2).fill(Number.NaN);
    const rows = rowsOf(core, share, samples);
    this.count = rows.length;
    this.rows = pieces(rows, PIECE);
    this.moved = weights.slice();
    const { places } = core.model.weights;
    this.records = records.map((record) => {
      const place = places.find(({ node, name }) => node === record.node && name === record.name);
      return place ? { ...record, values: this.moved.subarray(place.start, place.end) } : record;
    });
    const [l1, l2] = (['l1', 'l2'] as const).map((name) =>
      request.penalties ? penaltyStrengths(core.model, core.settings, name) : null,
    );
    this.penalties =
      l1 || l2 ? places.map((_, index) => [l1?.[index] ?? 0, l2?.[index] ?? 0] as const) : null;
  }

  /** Takes the weights as they are and lays the plane through them; a sentence where that cannot be. */
  static *begin(centre: Centre, request: LandscapeRequest): Reading<LandscapeMeasurement | Text> {
    const { model, data } = centre.core;
    if (data[request.share].length === 0) return engineText('landscape-no-rows');
    const records = yield* model.weights.saving();
    const weights = new Float32Array(model.weights.size);
    for (const { node, name, start } of model.weights.places) {
      const record = records.find((one) => one.node === node && one.name === name);
      weights.set(record?.values ?? [], start);
    }
    const known = { ...centre, request, weights };
    const make = PLANES[request.directions.kind] as (
      known: PlaneKnown,
      directions: Directions,
    ) => Plane | Text;
    const plane = make(known, request.directions);
    return 'en' in plane ? plane : new LandscapeMeasurement(known, plane, records);
  }

  get isOver(): boolean {
    return this.measured === this.order.length;
  }

  /** Evaluates some samples at the next point. */
  *advance(): Reading<void> {
    if (this.isOver) return;
    const { model, loss, data } = this.known.core;
    const { ops } = model;
    const at = this.order[this.measured];
    if (this.pieces === 0) this.moveTo(at);
    const rows = this.rows[this.pieces];
    const measurement = this;
    yield* model.weights.standingIn(this.records, function* () {
      const batch = gather(ops, data, rows);
      const losses = loss.losses(model.predict(batch.features), batch.targets);
      yield [losses];
      measurement.sum += loss.totalOf(losses);
    });
    ops.forgetScalars();
    this.pieces += 1;
    // What is not finite stays so.
    if (this.pieces < this.rows.length && Number.isFinite(this.sum)) return;
    const total = this.sum / this.count + this.penalty();
    this.losses[at] = Number.isFinite(total) ? total : Number.POSITIVE_INFINITY;
    this.measured += 1;
    this.pieces = 0;
    this.sum = 0;
  }

  /** All that is known so far. */
  picture(phase: LandscapePicture['phase'], why: Text | null = null): LandscapePicture {
    const { request, step, core } = this.known;
    const { alpha, beta, path } = this.plane;
    const centre = this.losses[this.order[0]];
    return {
      phase,
      request,
      why,
      step,
      samples: this.count,
      shareSize: core.data[request.share].length,
      alpha,
      beta,
      losses: this.losses.slice(),
      measured: this.measured,
      centre: Number.isFinite(centre) ? centre : null,
      path,
    };
  }

  /** θ + α·δ + β·η, as the run would keep it: rounded where the run rounds its weights. */
  private moveTo(at: number): void {
    const { moved } = this;
    const { weights, request, core } = this.known;
    const { first, second } = this.plane;
    const alpha = this.alphas[at % request.resolution];
    const beta = this.betas[Math.floor(at / request.resolution)];
    for (let index = 0; index < moved.length; index += 1) {
      moved[index] = weights[index] + alpha * first[index] + beta * second[index];
    }
    core.model.precision?.roundInPlace(moved);
  }

  /** λ₁·Σ|w| + ½·λ₂·Σw² of what the penalties are asked for; see `PENALTIES`. */
  private penalty(): number {
    const { penalties, moved } = this;
    if (!penalties) return 0;
    let total = 0;
    this.known.core.model.weights.places.forEach(({ start, end }, place) => {
      const [l1, l2] = penalties[place];
      if (l1 === 0 && l2 === 0) return;
      for (let index = start; index < end; index += 1) {
        total += l1 * Math.abs(moved[index]) + (l2 / 2) * moved[index] ** 2;
      }
    });
    return total;
  }
}
