import {
  _FusedMatMul,
  Abs,
  Add,
  BatchMatMul,
  Cast,
  Equal,
  Erf,
  Exp,
  Expm1,
  Greater,
  getKernel,
  type KernelBackend,
  type KernelFunc,
  Log,
  Log1p,
  Max,
  Maximum,
  Minimum,
  Multiply,
  Neg,
  NotEqual,
  RealDiv,
  Relu,
  Select,
  Sigmoid,
  Sign,
  Sqrt,
  Square,
  Step,
  Sub,
  Sum,
  Tanh,
  Transpose,
} from '@tensorflow/tfjs-core';
import { type Shape, sizeOf } from '../catalogue/layer';
import type { TensorOps } from '../catalogue/tensor-ops';
import { isEveryPlace, type Windows } from '../catalogue/windows';
import type { Backend } from '../document/schema';
import { Arena } from './arena';
import { type Blockwise, type BlockwiseFormula, blockByBlock } from './fused/blockwise';
import type { ElementwiseFormula } from './fused/recording';
import { pickColumns } from './kernels/columns';
import { MissingKernel } from './kernels/missing-kernel';
import type { Extent } from './kernels/move-picture';
import { OWN_KERNELS, type OwnKernels } from './kernels/own-kernels';
import type { WindowMaxima } from './kernels/pool-windows';
import type { HalfFormat, Rounding } from './kernels/round-to-half';
import { gatherRows, scatterAddRows } from './kernels/rows';
import { WINDOW_KERNELS } from './kernels/window-backends';
import type { WindowKernels } from './kernels/window-kernels';
import { Scalars } from './scalars';
import { asBatch, shaped } from './shaped';
import { STORAGES, type Storage, type Tensor } from './storage';

export type { Tensor } from './storage';

type Inputs = Parameters<KernelFunc>[0]['inputs'];
type Attributes = Parameters<KernelFunc>[0]['attrs'];

/**
 * The catalogue's arithmetic on a tfjs backend, and what layers need beside it. Kernels are called directly: the
 * tape, scopes and profiling of `tf.*` cost several times what the kernels of a small network cost, and gradients
 * are written out anyway. Tensors belong to the arena.
 */
export class EngineOps implements TensorOps<Tensor> {
  readonly arena: Arena;
  readonly storage: Storage;
  private readonly own: OwnKernels;
  private readonly windows: WindowKernels;
  private readonly kernels = new Map<string, KernelFunc>();
  private readonly scalars: Scalars;

  constructor(
    readonly backend: Backend,
    private readonly kernelBackend: KernelBackend,
  ) {
    this.arena = new Arena(kernelBackend);
    this.storage = STORAGES[backend](kernelBackend);
    this.scalars = new Scalars(
      (value) => this.arena.keep(this.tensor([value], [])),
      (tensor) => this.arena.free(tensor),
    );
    this.own = OWN_KERNELS[backend]({
      storage: this.storage,
      kernelBackend,
      run: (name, inputs, attributes) => this.call(name, inputs, attributes),
    });
    this.windows = WINDOW_KERNELS[backend]({
      storage: this.storage,
      kernelBackend,
      run: (name, inputs, attributes) => this.run(name, inputs, attributes),
      tensor: (values, shape) => this.tensor(values, shape),
      own: (tensor) => this.arena.own(tensor),
    });
  }

  /** Tensors in the backend that are not freed, the cached scalars not counted. */
  get tensorCount(): number {
    return this.arena.count - this.scalars.count;
  }

  /** Bytes of all tensors that are not freed, the cached scalars not counted. */
  get tensorBytes(): number {
    return this.arena.bytes - this.scalars.count * Float32Array.BYTES_PER_ELEMENT;
  }

  // Formulas.

  add = (a: Tensor, b: Tensor | number): Tensor => this.binary(Add, a, b);
  subtract = (a: Tensor, b: Tensor | number): Tensor => this.binary(Sub, a, b);
  multiply = (a: Tensor, b: Tensor | number): Tensor => (b === 1 ? a : this.binary(Multiply, a, b));
  divide = (a: Tensor, b: Tensor | number): Tensor => (b === 1 ? a : this.binary(RealDiv, a, b));
  maximum = (a: Tensor, b: Tensor | number): Tensor => this.binary(Maximum, a, b);
  minimum = (a: Tensor, b: Tensor | number): Tensor => this.binary(Minimum, a, b);
  negate = (x: Tensor): Tensor => this.run(Neg, { x });
  abs = (x: Tensor): Tensor => this.run(Abs, { x });
  square = (x: Tensor): Tensor => this.run(Square, { x });
  sqrt = (x: Tensor): Tensor => this.run(Sqrt, { x });
  exp = (x: Tensor): Tensor => this.run(Exp, { x });
  expm1 = (x: Tensor): Tensor => this.run(Expm1, { x });
  log = (x: Tensor): Tensor => this.run(Log, { x });
  log1p = (x: Tensor): Tensor => this.run(Log1p, { x });
  tanh = (x: Tensor): Tensor => this.run(Tanh, { x });
  sigmoid = (x: Tensor): Tensor => this.run(Sigmoid, { x });
  relu = (x: Tensor): Tensor => this.run(Relu, { x });
  erf = (x: Tensor): Tensor => this.run(Erf, { x });
  sign = (x: Tensor): Tensor => this.run(Sign, { x });

  greater = (x: Tensor, threshold: number): Tensor => {
    if (threshold === 0) return this.run(Step, { x }, { alpha: 0 });
    const truth = this.run(Greater, { a: x, b: this.scalars.of(threshold) });
    return this.run(Cast, { x: truth }, { dtype: 'float32' });
  };

  where = (condition: Tensor, a: Tensor, b: Tensor): Tensor => {
    const truth = this.run(NotEqual, { a: condition, b: this.scalars.of(0) });
    return this.run(Select, { condition: truth, t: a, e: b });
  };

  sumLast = (x: Tensor): Tensor =>
    this.run(Sum, { x }, { axis: [x.shape.length - 1], keepDims: true });

  sumRows = (x: Tensor): Tensor => this.columnSums(x, x.shape[x.shape.length - 1]);

  maxLast = (x: Tensor): Tensor =>
    this.run(Max, { x }, { reductionIndices: [x.shape.length - 1], keepDims: true });

  /**
   * The results of a formula over tensors of one size, element by element: in one walk over them where backend and
   * formula allow it, else kernel by kernel. `owner` stands for the formula and outlives the call.
   */
  elementwise(
    owner: object,
    inputs: readonly Tensor[],
    formula: ElementwiseFormula,
  ): readonly Tensor[] {
    const made = this.own.fused(owner, inputs, formula);
    if (!made) return formula<Tensor>(this, inputs);
    for (const tensor of made) if (!inputs.includes(tensor)) this.arena.own(tensor);
    return made;
  }

  /**
   * A formula over blocks of columns, made ready to be computed many times: in one walk where backend and formula
   * allow it, else kernel by kernel.
   */
  blockwise(known: BlockwiseFormula): Blockwise {
    const walk = this.own.blockwise(known);
    if (walk) return (inputs) => walk(inputs).map((tensor) => this.arena.own(tensor));
    return blockByBlock(this, known);
  }

  // Layers.

  /** Rows times matrix plus bias: [rows, n] · [n, m] + [m]. */
  affine(x: Tensor, kernel: Tensor, bias: Tensor | undefined): Tensor {
    if (!bias) return this.matMul(x, kernel);
    const inputs = { a: asBatch(x), b: asBatch(kernel), bias };
    const attributes = { transposeA: false, transposeB: false, activation: 'linear' };
    const product = this.run(_FusedMatMul, inputs, attributes);
    return shaped(product, [x.shape[0], kernel.shape[1]]);
  }

  /** a · b of two matrices, either one transposed first. */
  matMul(a: Tensor, b: Tensor, transposeA = false, transposeB = false): Tensor {
    const inputs = { a: asBatch(a), b: asBatch(b) };
    const product = this.run(BatchMatMul, inputs, { transposeA, transposeB });
    return shaped(product, [a.shape[transposeA ? 1 : 0], b.shape[transposeB ? 0 : 1]]);
  }

  /** a · b of each pair of matrices: [pairs, rows, n] · [pairs, n, columns], either side transposed first. */
  matMulPairs(a: Tensor, b: Tensor, transposeA = false, transposeB = false): Tensor {
    return this.run(BatchMatMul, { a, b }, { transposeA, transposeB });
  }

  /** Rows of a matrix, picked by the whole numbers of `indices`: [… indices, columns]. */
  gatherRows(table: Tensor, indices: Tensor): Tensor {
    const { storage } = this;
    if (!storage.isRemote) return this.arena.own(gatherRows(storage, table, indices));
    const [rows, columns] = table.shape;
    const picked = this.matMul(this.oneHot(indices, rows), table);
    return shaped(picked, [...indices.shape, columns]);
  }

  /** The inverse of `gatherRows` for gradients: rows that were picked by the same number add up in [rows, columns]. */
  scatterAddRows(x: Tensor, indices: Tensor, rows: number): Tensor {
    const { storage } = this;
    if (!storage.isRemote) return this.arena.own(scatterAddRows(storage, x, indices, rows));
    const columns = x.shape[x.shape.length - 1];
    const flat = shaped(x, [sizeOf(x.shape) / columns, columns]);
    return this.matMul(this.oneHot(indices, rows), flat, true, false);
  }

  /** Sums over all rows of a tensor seen as [rows, columns]: [columns]. */
  columnSums(x: Tensor, columns: number): Tensor {
    return this.arena.own(this.own.columnSums(x, columns));
  }

  joinLast(parts: readonly Tensor[]): Tensor {
    return this.arena.own(this.own.joinColumns(parts));
  }

  splitLast(x: Tensor, widths: readonly number[]): Tensor[] {
    return this.own.splitColumns(x, widths).map((part) => this.arena.own(part));
  }

  pickColumns(x: Tensor, indices: readonly number[]): Tensor {
    return this.arena.own(pickColumns(this.storage, x, indices));
  }

  /** Joins tensors along the first axis; all other axes are equal. */
  joinFirst(parts: readonly Tensor[]): Tensor {
    const places = parts.reduce((sum, { shape }) => sum + shape[0], 0);
    return shaped(this.joinFlat(parts), [places, ...parts[0].shape.slice(1)]);
  }

  /**
   * `size` places of the first axis, from `start` on: they stand side by side. tfjs's own kernel on `wasm` would copy
   * the whole tensor first, for every time step of a sequence anew.
   */
  sliceFirst(x: Tensor, start: number, size: number): Tensor {
    const shape = [size, ...x.shape.slice(1)];
    const inner = sizeOf(x.shape) / x.shape[0];
    const vector = shaped(x, [sizeOf(x.shape)]);
    return this.slice(vector, start * inner, (start + size) * inner, shape);
  }

  /** The axes in another order: axis i of the result is axis `order[i]` of `x`. */
  transpose(x: Tensor, order: readonly number[]): Tensor {
    return this.run(Transpose, { x }, { perm: [...order] });
  }

  /** The numbers of tensors one after the other, as one vector. */
  joinFlat(parts: readonly Tensor[]): Tensor {
    return this.arena.own(this.own.joinFlat(parts));
  }

  /** The numbers of a vector from `start` to before `end`, under a shape of their own. */
  slice(vector: Tensor, start: number, end: number, shape: Shape): Tensor {
    return this.arena.own(this.own.slice(vector, start, end, shape));
  }

  /**
   * All numbers in a 16-bit format, and how many of those that were not 0 became 0. Where `counts` is false, nobody
   * asks for the latter, and a GPU need not count.
   */
  roundToHalf(x: Tensor, format: HalfFormat, counts: boolean): Rounding {
    const rounding = this.own.roundToHalf(x, format, counts);
    for (const made of Object.values(rounding)) {
      if (typeof made !== 'number') this.arena.own(made);
    }
    return rounding;
  }

  /** Sum of the squares of all numbers in 32 bits: a scalar. For backends whose numbers are far away. */
  sumOfSquares(x: Tensor): Tensor {
    const vector = shaped(x, [sizeOf(x.shape)]);
    return this.run(Sum, { x: this.square(vector) }, { axis: [0], keepDims: false });
  }

  // Windows over pictures: [batch, height, width, channels], or [batch, steps, channels].

  /** Every window of every sample as a row: [places, kernel height · kernel width · channels]. */
  windowRows(x: Tensor, windows: Windows): Tensor {
    if (isEveryPlace(windows))
      return shaped(x, [sizeOf(x.shape) / windows.channels, windows.channels]);
    return this.windows.windowRows(x, windows);
  }

  /** The transpose of `windowRows`: rows added up where their windows stand, [batch, height, width, channels]. */
  sumWindowRows(rows: Tensor, windows: Windows): Tensor {
    return isEveryPlace(windows) ? rows : this.windows.sumWindowRows(rows, windows);
  }

  maximaOfWindows(x: Tensor, windows: Windows): WindowMaxima {
    return this.windows.maximaOfWindows(x, windows);
  }

  spreadToMaxima(dy: Tensor, taps: Tensor, windows: Windows): Tensor {
    return this.windows.spreadToMaxima(dy, taps, windows);
  }

  /** Sums over windows; `scales` has a factor for each place of a sample. */
  sumsOfWindows(x: Tensor, windows: Windows, scales: Float64Array): Tensor {
    return this.windows.sumsOfWindows(x, windows, scales);
  }

  /** The transpose of `sumsOfWindows`. */
  spreadOverWindows(dy: Tensor, windows: Windows, scales: Float64Array): Tensor {
    return this.windows.spreadOverWindows(dy, windows, scales);
  }

  /** A convolution of each channel with its own kernels, [height, width, channels, multiplier]. */
  depthwise(x: Tensor, kernel: Tensor, windows: Windows): Tensor {
    return this.windows.depthwise(x, kernel, windows);
  }

  /** ∂L/∂x of `depthwise`. */
  depthwiseInput(dy: Tensor, kernel: Tensor, windows: Windows): Tensor {
    return this.windows.depthwiseInput(dy, kernel, windows);
  }

  /** ∂L/∂kernel of `depthwise`. */
  depthwiseKernel(x: Tensor, dy: Tensor, multiplier: number, windows: Windows): Tensor {
    return this.windows.depthwiseKernel(x, dy, multiplier, windows);
  }

  /** Pictures laid into frames of another size, `down` and `right` from their corner. */
  movePicture(x: Tensor, before: Extent, after: Extent, down: number, right: number): Tensor {
    return this.windows.movePicture(x, before, after, down, right);
  }

  /** The same numbers under another shape of equal size. Shares the memory of `x` and lives no longer. */
  reshape(x: Tensor, shape: Shape): Tensor {
    return shaped(x, shape);
  }

  // Numbers in and out.

  /** A tensor with these numbers. */
  tensor(values: ArrayLike<number>, shape: Shape): Tensor {
    return this.fill(shape, (target) => target.set(values));
  }

  /** A tensor whose numbers `write` sets. */
  fill(shape: Shape, write: (target: Float32Array) => void): Tensor {
    const tensor = this.arena.own(this.storage.allocate(shape));
    write(this.storage.view(tensor));
    return tensor;
  }

  /** The numbers of a tensor without a copy; void after the next operation. */
  view(tensor: Tensor): Float32Array {
    return this.storage.view(tensor);
  }

  /** A copy of a tensor's numbers. */
  read(tensor: Tensor): Float32Array {
    return this.storage.view(tensor).slice();
  }

  /** Frees cached scalars that were not used since the last call. */
  forgetScalars(): void {
    this.scalars.forgetUnused();
  }

  /** A row for each index, 1 in the column that it names. On a GPU a product with it stands in for loops over rows. */
  private oneHot(indices: Tensor, columns: number): Tensor {
    const numbers = this.fill([1, columns], (target) => {
      for (let column = 0; column < columns; column += 1) target[column] = column;
    });
    const named = shaped(indices, [sizeOf(indices.shape), 1]);
    return this.run(Cast, { x: this.run(Equal, { a: named, b: numbers }) }, { dtype: 'float32' });
  }

  private binary(kernel: string, a: Tensor, b: Tensor | number): Tensor {
    return this.run(kernel, { a, b: typeof b === 'number' ? this.scalars.of(b) : b });
  }

  private run(name: string, inputs: Inputs, attrs: Attributes = {}): Tensor {
    return this.arena.own(this.call(name, inputs, attrs));
  }

  private call(name: string, inputs: Inputs, attrs: Attributes = {}): Tensor {
    const kernel = this.kernels.get(name) ?? this.find(name);
    const made = kernel({ inputs, attrs, backend: this.kernelBackend }) as Tensor;
    this.storage.verify(made);
    return made;
  }

  private find(name: string): KernelFunc {
    const found = getKernel(name, this.backend);
    if (!found) throw new MissingKernel(name, this.backend);
    this.kernels.set(name, found.kernelFunc);
    return found.kernelFunc;
  }
}
