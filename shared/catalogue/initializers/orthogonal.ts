import type { RandomStream } from '../../random/random-stream';
import { defineInitializer, type Fans } from '../initializer';
import { type Shape, sizeOf } from '../layer';
import { orthonormalVectors } from './orthonormal';

/** Rows and columns of a tensor seen as a matrix: all axes but the last, then the last. */
export function matrixOf(shape: Shape): { readonly rows: number; readonly columns: number } {
  const columns = shape.length === 0 ? 1 : shape[shape.length - 1];
  return { rows: columns === 0 ? 0 : sizeOf(shape) / columns, columns };
}

/** Orthonormal vectors along the shorter side of a matrix, times a gain, row by row. */
export function drawOrthogonal(shape: Shape, gain: number, random: RandomStream): Float32Array {
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
}

/** Each of min(rows, columns) orthonormal vectors of max(rows, columns) numbers has length 1. */
export const orthogonalVariance = ({ fanIn, fanOut }: Fans, gain: number): number =>
  gain ** 2 / Math.max(fanIn, fanOut);

export const orthogonal = defineInitializer({
  kind: 'orthogonal',
  label: { en: 'Orthogonal', zh: '正交' },
  summary: {
    en: 'A random rotation: keeps the length of every signal exactly, so that deep linear networks learn at once.',
    zh: '随机旋转：精确保持每个信号的长度，使深层线性网络也能立即学习。',
  },
  formula: {
    en: 'W = gain · Q, QᵀQ = I (the shorter side is orthonormal)',
    zh: 'W = gain · Q，QᵀQ = I（较短的一边标准正交）',
  },
  gainRule: {
    en: '1 for linear, √2 for ReLU; the gain of each activation stands beside its curve.',
    zh: '线性取 1，ReLU 取 √2；各激活函数的增益见其曲线旁。',
  },
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
  moments: (fans, { gain }) => ({ mean: 0, variance: orthogonalVariance(fans, gain) }),
  draw: (shape, _fans, random, { gain }) => drawOrthogonal(shape, gain, random),
});
