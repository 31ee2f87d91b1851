import type { LandscapePicture } from '../../../shared/telemetry/landscape';
import { type Field, lossAt, pointAt } from './field';

/** The landscape in a few numbers. */
export interface LandscapeFigures {
  /** With the weights as they are. */
  readonly centre: number;
  readonly lowest: { readonly alpha: number; readonly beta: number; readonly loss: number } | null;
  readonly highest: number;
  /** Points at which the loss is not finite. */
  readonly holes: number;
  /** Mean and highest loss on a circle around the weights, in random directions alone. */
  readonly circle: {
    readonly radius: number;
    readonly mean: number;
    readonly highest: number;
  } | null;
  /** Along the path: the loss where it starts and ends, and the share of its variance that the plane holds. */
  readonly path: {
    readonly start: number;
    readonly end: number;
    readonly explained: number;
  } | null;
}

const DIRECTIONS = 64;

/** Loss around the weights at distance 1, where every filter has changed by its own length, or as far as was measured. */
function circleOf(field: Field, { alpha }: LandscapePicture): LandscapeFigures['circle'] {
  const radius = Math.min(1, alpha.to);
  const losses = Array.from({ length: DIRECTIONS }, (_, index) => {
    const angle = (2 * Math.PI * index) / DIRECTIONS;
    return lossAt(field, radius * Math.cos(angle), radius * Math.sin(angle));
  });
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / DIRECTIONS;
  return { radius, mean, highest: Math.max(...losses) };
}

/** Figures of a picture that is finished; where it is not, those that are known. */
export function figuresOf(picture: LandscapePicture, field: Field): LandscapeFigures {
  const { request, losses, path } = picture;
  const { lowest, resolution, alphas, betas, scale } = field;
  const last = path ? path.steps.length - 1 : 0;
  const { column, row } = pointAt(lowest, resolution);
  return {
    centre: picture.centre ?? Number.NaN,
    lowest: lowest < 0 ? null : { alpha: alphas[column], beta: betas[row], loss: losses[lowest] },
    highest: scale.high,
    holes: losses.filter((loss) => loss === Number.POSITIVE_INFINITY).length,
    circle: request.directions.kind === 'random' ? circleOf(field, picture) : null,
    path: path && {
      start: lossAt(field, path.alpha[0], path.beta[0]),
      end: lossAt(field, path.alpha[last], path.beta[last]),
      explained: path.explained[0] + path.explained[1],
    },
  };
}
