import type { TensorOps } from '../../catalogue/tensor-ops';

/** A formula of the catalogue over tensors of one size, element by element. */
export type ElementwiseFormula = <T>(ops: TensorOps<T>, inputs: readonly T[]) => readonly T[];

/** Functions of `kernels/assembly/functions.ts`, four numbers at a time. */
export const FUNCTIONS = ['exp', 'tanh', 'sigmoid'] as const;

/** The operations of which a recording consists: those that WebAssembly has an instruction for, or a few. */
export type RecordedOperation =
  | (typeof FUNCTIONS)[number]
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'maximum'
  | 'minimum'
  | 'negate'
  | 'abs'
  | 'sqrt'
  /** 1 where the first is greater than the second, else 0. */
  | 'isGreater'
  /** The second where the first is not 0, else the third. */
  | 'where';

export type RecordedNode =
  | { readonly kind: 'input'; readonly input: number }
  /** A number of the formula, which may be another at the next call. */
  | { readonly kind: 'number'; readonly number: number }
  | {
      readonly kind: 'operation';
      readonly operation: RecordedOperation;
      /** Positions of earlier nodes. */
      readonly operands: readonly number[];
    };

/** A formula as a list of nodes, each of which needs earlier ones only. */
export interface Recording {
  readonly nodes: readonly RecordedNode[];
  /** Positions of the nodes that are the formula's results. */
  readonly outputs: readonly number[];
  /** The numbers in the formula, in the order of `number`. */
  readonly numbers: readonly number[];
  /** Equal for formulas that differ in their numbers alone. */
  readonly key: string;
}

/** A value of a formula that is being recorded. */
class Recorded {
  constructor(readonly position: number) {}
}

/** The formula looks beyond its own element, or needs a function without an instruction. */
class NotRecordable extends Error {}

function refuse(): never {
  throw new NotRecordable();
}

/** Writes down what a formula does instead of computing it. */
class Recorder implements TensorOps<Recorded> {
  readonly nodes: RecordedNode[] = [];
  readonly numbers: number[] = [];

  input = (input: number): Recorded => this.push({ kind: 'input', input });

  add = (a: Recorded, b: Recorded | number) => this.operation('add', a, b);
  subtract = (a: Recorded, b: Recorded | number) => this.operation('subtract', a, b);
  multiply = (a: Recorded, b: Recorded | number) =>
    b === 1 ? a : this.operation('multiply', a, b);
  divide = (a: Recorded, b: Recorded | number) => (b === 1 ? a : this.operation('divide', a, b));
  maximum = (a: Recorded, b: Recorded | number) => this.operation('maximum', a, b);
  minimum = (a: Recorded, b: Recorded | number) => this.operation('minimum', a, b);
  negate = (x: Recorded) => this.operation('negate', x);
  abs = (x: Recorded) => this.operation('abs', x);
  square = (x: Recorded) => this.operation('multiply', x, x);
  sqrt = (x: Recorded) => this.operation('sqrt', x);
  greater = (x: Recorded, threshold: number) => this.operation('isGreater', x, threshold);
  where = (condition: Recorded, a: Recorded, b: Recorded) =>
    this.operation('where', condition, a, b);
  /** As a product, which hands a NaN on: a maximum would hide the layer where it began. */
  relu = (x: Recorded) => this.multiply(x, this.greater(x, 0));
  sign = (x: Recorded) => this.subtract(this.greater(x, 0), this.greater(this.negate(x), 0));

  exp = (x: Recorded) => this.operation('exp', x);
  tanh = (x: Recorded) => this.operation('tanh', x);
  sigmoid = (x: Recorded) => this.operation('sigmoid', x);

  expm1 = refuse;
  log = refuse;
  log1p = refuse;
  erf = refuse;
  sumLast = refuse;
  sumRows = refuse;
  maxLast = refuse;

  private operation(
    operation: RecordedOperation,
    ...operands: readonly (Recorded | number)[]
  ): Recorded {
    const positions = operands.map((operand) =>
      typeof operand === 'number' ? this.number(operand) : operand.position,
    );
    return this.push({ kind: 'operation', operation, operands: positions });
  }

  private number(value: number): number {
    this.numbers.push(value);
    return this.push({ kind: 'number', number: this.numbers.length - 1 }).position;
  }

  private push(node: RecordedNode): Recorded {
    this.nodes.push(node);
    return new Recorded(this.nodes.length - 1);
  }
}

/** Written by hand: JSON would take as long as the formula itself, every step. */
function keyOf(nodes: readonly RecordedNode[], outputs: readonly number[]): string {
  let key = '';
  for (const node of nodes) {
    if (node.kind === 'operation') key += `${node.operation} ${node.operands.join(' ')};`;
    else key += node.kind === 'input' ? `i${node.input};` : 'n;';
  }
  return `${key}→${outputs.join(' ')}`;
}

/** What a formula of so many inputs does; null where it is not made of recorded operations alone. */
export function recordFormula(formula: ElementwiseFormula, inputs: number): Recording | null {
  const recorder = new Recorder();
  try {
    const given = Array.from({ length: inputs }, (_, input) => recorder.input(input));
    const outputs = formula(recorder, given).map(({ position }) => position);
    const { nodes, numbers } = recorder;
    return { nodes, outputs, numbers, key: keyOf(nodes, outputs) };
  } catch (error) {
    if (error instanceof NotRecordable) return null;
    throw error;
  }
}
