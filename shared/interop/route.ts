import { type Shape, sizeOf } from '../catalogue/layer';

/**
 * How a weight of the app stands in another tool: tfjs keeps channels last and a product's inputs first, PyTorch and
 * ONNX channels first and often outputs first. Plain data, from which numbers are moved both ways.
 */
export interface Route {
  /** Order of the axes there; as they are where not given. */
  readonly axes?: readonly number[];
  /** Blocks of columns, one a gate, in the order there: a GRU is z, r, n here and r, z, n in PyTorch. */
  readonly gates?: readonly number[];
  /** The shape there where it joins axes; the moved axes' own sizes where not given. */
  readonly shape?: (shape: Shape) => Shape;
}

/** A route to a tensor that has a name, such as `query.weight` below a module. */
export interface NamedRoute extends Route {
  readonly tensor: string;
}

const axesOf = (route: Route, shape: Shape): readonly number[] =>
  route.axes ?? shape.map((_, axis) => axis);

const moved = (route: Route, shape: Shape): Shape =>
  axesOf(route, shape).map((axis) => shape[axis]);

/** The shape there of a weight that has `shape` in the app. */
export const routedShape = (route: Route, shape: Shape): Shape =>
  route.shape?.(shape) ?? moved(route, shape);

/** Where the number at each place of the other tensor stands in the app's, both row by row. */
function placesOf(route: Route, shape: Shape): Uint32Array {
  const axes = axesOf(route, shape);
  const strides = shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
  const last = shape.length - 1;
  const width = route.gates ? shape[last] / route.gates.length : 0;
  const places = new Uint32Array(sizeOf(shape));
  const index = axes.map(() => 0);
  for (let position = 0; position < places.length; position += 1) {
    let place = 0;
    for (let at = 0; at < axes.length; at += 1) {
      const axis = axes[at];
      const gated = route.gates && axis === last;
      const own = gated
        ? route.gates[Math.floor(index[at] / width)] * width + (index[at] % width)
        : index[at];
      place += own * strides[axis];
    }
    places[position] = place;
    for (let at = axes.length - 1; at >= 0; at -= 1) {
      index[at] += 1;
      if (index[at] < shape[axes[at]]) break;
      index[at] = 0;
    }
  }
  return places;
}

/** The numbers of a weight, row by row, in the other tool's order. `shape` is that of the app. */
export const routed = (route: Route, shape: Shape, values: Float32Array): Float32Array =>
  Float32Array.from(placesOf(route, shape), (place) => values[place]);

/** The inverse of `routed`. `shape` is that of the app. */
export function unrouted(route: Route, shape: Shape, values: Float32Array): Float32Array {
  const result = new Float32Array(values.length);
  placesOf(route, shape).forEach((place, position) => {
    result[place] = values[position];
  });
  return result;
}
