import { dot } from '../singular-values';

/** The plane in which a path moved most. */
export interface PrincipalPlane {
  /** Orthogonal vectors of length 1. */
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** Where each point of the path lies, seen from the centre: its parts along the two. */
  readonly alpha: Float32Array;
  readonly beta: Float32Array;
  /** Shares of the path's variance along the two directions. */
  readonly explained: readonly [number, number];
}

interface Eigen {
  readonly value: number;
  readonly vector: Float64Array;
}

/** Far more sweeps than ever needed: convergence is quadratic. */
const MAX_SWEEPS = 60;
/** A second direction with less than this share of the first's variance is rounding; the path is a line. */
const LINE = 1e-10;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix, largest first, by cyclic Jacobi rotations.
 * Source: Golub & Van Loan (2013), Matrix Computations, algorithm 8.4.3. Changes `matrix`.
 */
export function eigenOf(matrix: readonly Float64Array[]): readonly Eigen[] {
  const size = matrix.length;
  const vectors = matrix.map((_, row) => Float64Array.from(matrix, (__, at) => +(at === row)));
  const scale = Math.max(...matrix.map((row, at) => Math.abs(row[at])), Number.MIN_VALUE);
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep += 1) {
    let turned = false;
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) {
        if (Math.abs(matrix[p][q]) <= Number.EPSILON * scale) continue;
        turned = true;
        rotate(matrix, vectors, p, q);
      }
    }
    if (!turned) break;
  }
  return vectors
    .map((vector, at) => ({ value: matrix[at][at], vector }))
    .sort((a, b) => b.value - a.value);
}

/** Turns rows and columns p and q so that their common entry becomes 0; `vectors` has eigenvectors as rows. */
function rotate(
  matrix: readonly Float64Array[],
  vectors: readonly Float64Array[],
  p: number,
  q: number,
): void {
  const tau = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
  const tangent = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  const turn = (a: Float64Array, b: Float64Array): void => {
    for (let index = 0; index < a.length; index += 1) {
      const [x, y] = [a[index], b[index]];
      a[index] = cosine * x - sine * y;
      b[index] = sine * x + cosine * y;
    }
  };
  turn(matrix[p], matrix[q]);
  for (const row of matrix) {
    const [x, y] = [row[p], row[q]];
    row[p] = cosine * x - sine * y;
    row[q] = sine * x + cosine * y;
  }
  turn(vectors[p], vectors[q]);
}

/** A unit vector that is orthogonal to another one: of the axis along which that one reaches least. */
function besides(unit: Float64Array): Float64Array {
  const least = unit.reduce(
    (at, value, index) => (Math.abs(value) < Math.abs(unit[at]) ? index : at),
    0,
  );
  const vector = unit.map((value, index) => +(index === least) - unit[least] * value);
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
}

/**
 * The two principal directions of a path of weights, w_t − w_T, and the path in their plane. The eigenvectors of the
 * small matrix of dot products (Gram matrix) of the centred points give those of the large covariance matrix:
 * XᵀX·(Xᵀv) = λ·(Xᵀv) where XXᵀ·v = λ·v. A path on a straight line gets a second direction beside it, with share 0.
 * Source: Li et al. (2018), section 7.2.
 *
 * @param points the weights along the path, in order
 * @param centre where the plane is laid through: the weights that were kept, w_T
 * @returns null where the weights never moved
 */
export function principalPlane(
  points: readonly Float32Array[],
  centre: Float32Array,
): PrincipalPlane | null {
  const mean = new Float64Array(centre.length);
  for (const point of points) {
    for (let index = 0; index < mean.length; index += 1)
      mean[index] += point[index] / points.length;
  }
  const centred = points.map((point) => Float64Array.from(point, (value, at) => value - mean[at]));
  const gram = centred.map((a) => Float64Array.from(centred, (b) => dot(a, b)));
  const total = gram.reduce((sum, row, at) => sum + row[at], 0);
  if (!(total > 0)) return null;
  const [one, two] = eigenOf(gram);
  const directionOf = ({ value, vector }: Eigen): Float64Array => {
    const direction = new Float64Array(centre.length);
    centred.forEach((point, at) => {
      const weight = vector[at] / Math.sqrt(value);
      for (let index = 0; index < direction.length; index += 1)
        direction[index] += weight * point[index];
    });
    return direction;
  };
  const first = directionOf(one);
  const isLine = !(two.value > LINE * one.value);
  const second = isLine ? besides(first) : directionOf(two);
  const along = (unit: Float64Array) =>
    Float32Array.from(points, (point) => {
      let sum = 0;
      for (let index = 0; index < unit.length; index += 1) {
        sum += (point[index] - centre[index]) * unit[index];
      }
      return sum;
    });
  return {
    first: Float32Array.from(first),
    second: Float32Array.from(second),
    alpha: along(first),
    beta: along(second),
    explained: [one.value / total, isLine ? 0 : two.value / total],
  };
}
