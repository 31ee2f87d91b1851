import { isPenalised } from '../catalogue/penalty';
import type { TrainingSettings } from '../document/schema';
import type { Model } from './model';
import type { Reading } from './reading';
import type { Squares } from './squares';
import type { EngineOps, Tensor } from './tensor-ops';

interface Clipped {
  readonly ops: EngineOps;
  readonly gradient: Tensor;
  readonly squares: Squares;
  readonly limit: number;
  readonly places: Model['weights']['places'];
}

/** A gradient of norm n becomes one of norm min(n, limit). */
const factorOf = (squares: number, limit: number): number =>
  Math.min(1, limit / Math.sqrt(squares || Number.MIN_VALUE));

/** By the name of the setting `clipping`. Each gives back the gradient itself where nothing is to be clipped. */
const CLIPPINGS: Readonly<Record<TrainingSettings['clipping'], (known: Clipped) => Tensor>> = {
  none: ({ gradient }) => gradient,
  value: ({ ops, gradient, limit }) => ops.maximum(ops.minimum(gradient, limit), -limit),
  norm({ ops, gradient, squares, limit, places }) {
    const factors = Array.from(squares.each, (square) => factorOf(square, limit));
    if (factors.every((factor) => factor === 1)) return gradient;
    const scale = ops.fill(gradient.shape, (target) => {
      places.forEach(({ start, end }, index) => {
        target.fill(factors[index], start, end);
      });
    });
    return ops.multiply(gradient, scale);
  },
  globalNorm({ ops, gradient, squares, limit }) {
    const factor = factorOf(squares.total, limit);
    return factor === 1 ? gradient : ops.multiply(gradient, factor);
  },
};

/** The strength of a penalty for each weight, in the order of `Weights.places`; null where there is none anywhere. */
export function penaltyStrengths(
  { nodes, weights }: Model,
  settings: TrainingSettings,
  name: 'l1' | 'l2',
): readonly number[] | null {
  const own = new Map(nodes.map(({ id, penalty }) => [id, penalty[name]]));
  const strengths = weights.places.map(({ node, shape }) =>
    isPenalised(shape) ? settings[name] + (own.get(node) ?? 0) : 0,
  );
  return strengths.some((strength) => strength !== 0) ? strengths : null;
}

/**
 * What happens to the gradient of the loss on its way to the optimizer: it is clipped, then the penalties' gradients
 * are added, in PyTorch's order (clip_grad_norm_ before weight_decay). Telemetry shows the gradient as it came.
 */
export class GradientStage {
  private readonly l1: Tensor | null;
  private readonly l2: Tensor | null;

  constructor(
    private readonly model: Model,
    private readonly settings: TrainingSettings,
  ) {
    this.l1 = this.strengths('l1');
    this.l2 = this.strengths('l2');
  }

  /** The gradient that the optimizer gets; the very same tensor where every setting is off. */
  *prepare(raw: Tensor, squares: Squares): Reading<Tensor> {
    const { ops, weights } = this.model;
    const { clipping, clippingLimit: limit } = this.settings;
    const { places } = weights;
    // The norm of each weight is added up here, that of all where the gradient lies.
    if (clipping === 'norm') yield [raw];
    let gradient = CLIPPINGS[clipping]({ ops, gradient: raw, squares, limit, places });
    if (this.l2) gradient = ops.add(gradient, ops.multiply(weights.all, this.l2));
    if (this.l1) gradient = ops.add(gradient, ops.multiply(ops.sign(weights.all), this.l1));
    return gradient;
  }

  dispose(): void {
    for (const tensor of [this.l1, this.l2]) if (tensor) this.model.ops.arena.free(tensor);
  }

  /** The strength of a penalty for every single number; null where there is none anywhere. */
  private strengths(name: 'l1' | 'l2'): Tensor | null {
    const { ops, weights } = this.model;
    const ofPlaces = penaltyStrengths(this.model, this.settings, name);
    if (!ofPlaces) return null;
    return ops.arena.scope(() =>
      ops.arena.keep(
        ops.fill([weights.size], (target) => {
          weights.places.forEach(({ start, end }, index) => {
            target.fill(ofPlaces[index], start, end);
          });
        }),
      ),
    );
  }
}
