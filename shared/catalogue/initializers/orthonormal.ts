import type { RandomStream } from '../../random/random-stream';

/** Reflections applied together: four in one pass over a pair of vectors do four times the arithmetic a number read. */
const BLOCK = 4;

type Block = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/** I − V·T·Vᵀ, the product of four reflections I − τ·v·vᵀ. */
interface Reflections {
  readonly vectors: Block;
  /** T, upper triangular, row by row. */
  readonly triangle: Float64Array;
  /** All vectors are 0 before this element. */
  readonly start: number;
}

const product = (a: Float64Array, b: Float64Array, start: number): number => {
  let sum = 0;
  for (let index = start; index < a.length; index += 1) sum += a[index] * b[index];
  return sum;
};

/**
 * The reflection that would take a normal vector, whose first `start` elements are 0, to the axis `start`; and the
 * sign with which it does. Beyond the last axis there is nothing to reflect.
 */
function drawReflection(length: number, start: number, random: RandomStream) {
  const vector = new Float64Array(length);
  if (start >= length) return { vector, tau: 0, sign: 1 };
  for (let index = start; index < length; index += 1) vector[index] = random.normal();
  const side = vector[start] < 0 ? -1 : 1;
  // Added and not taken off: the difference of two nearly equal numbers would be mostly rounding error.
  vector[start] += side * Math.sqrt(product(vector, vector, start));
  return { vector, tau: 2 / product(vector, vector, start), sign: -side };
}

/** Schreiber & Van Loan (1989), A Storage-Efficient WY Representation, algorithm for T column by column. */
function triangleOf(vectors: Block, taus: readonly number[], start: number): Float64Array {
  const triangle = new Float64Array(BLOCK * BLOCK);
  for (let column = 0; column < BLOCK; column += 1) {
    for (let row = 0; row < column; row += 1) {
      let sum = 0;
      for (let inner = row; inner < column; inner += 1) {
        sum += triangle[row * BLOCK + inner] * product(vectors[inner], vectors[column], start);
      }
      triangle[row * BLOCK + column] = -taus[column] * sum;
    }
    triangle[column * BLOCK + column] = taus[column];
  }
  return triangle;
}

/** Reflects two vectors in place. Written out: sums of their own let the processor work on eight of them at once. */
function reflect({ vectors, triangle: t, start }: Reflections, x: Float64Array, y: Float64Array) {
  const [v0, v1, v2, v3] = vectors;
  let [x0, x1, x2, x3] = [0, 0, 0, 0];
  let [y0, y1, y2, y3] = [0, 0, 0, 0];
  for (let index = start; index < x.length; index += 1) {
    const a = x[index];
    const b = y[index];
    x0 += v0[index] * a;
    x1 += v1[index] * a;
    x2 += v2[index] * a;
    x3 += v3[index] * a;
    y0 += v0[index] * b;
    y1 += v1[index] * b;
    y2 += v2[index] * b;
    y3 += v3[index] * b;
  }
  const ofX0 = t[0] * x0 + t[1] * x1 + t[2] * x2 + t[3] * x3;
  const ofX1 = t[5] * x1 + t[6] * x2 + t[7] * x3;
  const ofX2 = t[10] * x2 + t[11] * x3;
  const ofX3 = t[15] * x3;
  const ofY0 = t[0] * y0 + t[1] * y1 + t[2] * y2 + t[3] * y3;
  const ofY1 = t[5] * y1 + t[6] * y2 + t[7] * y3;
  const ofY2 = t[10] * y2 + t[11] * y3;
  const ofY3 = t[15] * y3;
  for (let index = start; index < x.length; index += 1) {
    x[index] -= v0[index] * ofX0 + v1[index] * ofX1 + v2[index] * ofX2 + v3[index] * ofX3;
    y[index] -= v0[index] * ofY0 + v1[index] * ofY1 + v2[index] * ofY2 + v3[index] * ofY3;
  }
}

/**
 * `count` orthonormal vectors of `length` ≥ count numbers, uniformly distributed (Haar): the first columns of
 * H₁·H₂·…·D, reflections along normal vectors of `length`, `length` − 1, … numbers and signs. That is the Q of the QR
 * decomposition of a normal matrix with a positive diagonal of R, without the decomposition: what a step of it leaves
 * is as normal and as independent as before. 4/3·n³ operations for a square, most of them in `reflect`.
 * Sources: Stewart (1980), The Efficient Generation of Random Orthogonal Matrices, section 3; Mezzadri (2007), How to
 * Generate Random Matrices from the Classical Compact Groups, section 5 (the signs).
 */
export function orthonormalVectors(
  count: number,
  length: number,
  random: RandomStream,
): Float64Array[] {
  const vectors = Array.from({ length: count }, (_, index) => {
    const vector = new Float64Array(length);
    vector[index] = 1;
    return vector;
  });
  const nothing = new Float64Array(length);
  // From the last reflection to the first: what is left of it is still zeros and ones, and stays so.
  for (let start = BLOCK * (Math.ceil(count / BLOCK) - 1); start >= 0; start -= BLOCK) {
    const drawn = [0, 1, 2, 3].map((offset) => {
      const axis = start + offset;
      return drawReflection(length, axis < count ? axis : length, random);
    });
    const block = drawn.map(({ vector }) => vector) as unknown as Block;
    const taus = drawn.map(({ tau }) => tau);
    const reflections = { vectors: block, triangle: triangleOf(block, taus, start), start };
    drawn.forEach(({ sign }, offset) => {
      const vector = vectors[start + offset];
      if (vector) vector[start + offset] = sign;
    });
    for (let index = start; index < count; index += 2) {
      reflect(reflections, vectors[index], vectors[index + 1] ?? nothing);
    }
  }
  return vectors;
}
