import type { RandomStream } from '../../random/random-stream';
import { defineInitializer } from '../initializer';
import { type Shape, sizeOf } from '../layer';

/** Rows and columns of a tensor seen as a matrix: all axes but the last, then the last. */
export function matrixOf(shape: Shape): { readonly rows: number; readonly columns: number } {
  const columns = shape.length === 0 ? 1 : shape[shape.length - 1];
  return { rows: columns === 0 ? 0 : sizeOf(shape) / columns, columns };
}

/** Σ aᵢbᵢ. Four sums side by side: one alone makes every addition wait for the last, three times slower. */
function product(a: Float64Array, b: Float64Array): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  const whole = a.length - (a.length % 4);
  for (let index = 0; index < whole; index += 4) {
    first += a[index] * b[index];
    second += a[index + 1] * b[index + 1];
    third += a[index + 2] * b[index + 2];
    fourth += a[index + 3] * b[index + 3];
  }
  for (let index = whole; index < a.length; index += 1) first += a[index] * b[index];
  return first + second + third + fourth;
}

function subtractProjections(vectors: readonly Float64Array[], vector: Float64Array): void {
  for (const other of vectors) {
    const share = product(vector, other);
    for (let index = 0; index < vector.length; index += 1) vector[index] -= share * other[index];
  }
}

/**
 * `count` orthonormal vectors of `length` ≥ count numbers, uniformly distributed (Haar): modified Gram–Schmidt on
 * normal vectors, the Q of their QR decomposition with a positive diagonal of R. A vector that lost more than half
 * of its length is projected once more: what is left of it would otherwise be mostly rounding error, and twice is
 * enough (Giraud, Langou, Rozložník 2005).
 */
function orthonormalVectors(count: number, length: number, random: RandomStream): Float64Array[] {
  const vectors: Float64Array[] = [];
  for (let made = 0; made < count; made += 1) {
    const vector = Float64Array.from({ length }, () => random.normal());
    const before = product(vector, vector);
    subtractProjections(vectors, vector);
    if (product(vector, vector) < before / 4) subtractProjections(vectors, vector);
    const norm = Math.sqrt(product(vector, vector));
    vectors.push(vector.map((element) => element / norm));
  }
  return vectors;
}

export const orthogonal = defineInitializer({
  kind: 'orthogonal',
  label: { en: 'Orthogonal', zh: '正交' },
  summary: {
    en: 'A random rotation: keeps the length of every signal exactly, so that deep linear networks learn at once.',
    zh: '随机旋转：精确保持每个信号的长度，使深层线性网络也能立即学习。',
  },
  formula: 'W = gain · Q, QᵀQ = I (the shorter side is orthonormal)',
  source: 'Saxe, McClelland, Ganguli (2014), Exact solutions to deep linear networks, section 3',
  parameters: {
    gain: {
      type: 'number',
      label: { en: 'Gain', zh: '增益' },
      help: {
        en: 'Factor of the rotation: 1 for linear and tanh, √2 for ReLU.',
        zh: '旋转的倍数：线性与 tanh 取 1，ReLU 取 √2。',
      },
      default: 1,
      minimum: 0,
      maximum: 1000,
    },
  },
  moments({ fanIn, fanOut }, { gain }) {
    // Every one of min(rows, columns) orthonormal vectors of max(rows, columns) numbers has length 1.
    return { mean: 0, variance: gain ** 2 / Math.max(fanIn, fanOut) };
  },
  draw(shape, _fans, random, { gain }) {
    const { rows, columns } = matrixOf(shape);
    const values = new Float32Array(rows * columns);
    const tall = rows >= columns;
    const vectors = orthonormalVectors(Math.min(rows, columns), Math.max(rows, columns), random);
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const element = tall ? vectors[column][row] : vectors[row][column];
        values[row * columns + column] = gain * element;
      }
    }
    return values;
  },
});
