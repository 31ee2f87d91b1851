import type { Shape } from '../../../catalogue/layer';
import type { Layout } from '../../pytorch/layer';
import type { Attributes, AttributeValue, Operations, Part } from '../operations';
import { consumersOf, type FileOp } from './file-graph';
import type { NetworkReader } from './network-reader';

/** Thrown where a file's operators are not those that a writer would have written; caught by `follow`. */
class Differs extends Error {}

/** What a writer asked for that stands in the file already: fixed numbers, a piece of the layer's weights, or whatever. */
type Wanted =
  | { readonly type: 'any' }
  | { readonly type: 'fixed'; readonly values: readonly number[]; readonly shape: Shape }
  | { readonly type: 'weights'; readonly parts: readonly Part[]; readonly shape: Shape };

/** An initializer of the file that holds weights of the layer. */
interface Bound {
  readonly name: string;
  readonly parts: readonly Part[];
}

const SAME_EITHER_WAY: ReadonlySet<string> = new Set(['Add', 'Mul', 'Sum', 'Max', 'Mean']);

const RELATIVE = 1e-6;

/** Equal in 32 bits, but for the last of them: other tools round constants of a formula in their own way. */
const isNear = (a: number, b: number): boolean =>
  a === b || Math.fround(a) === Math.fround(b) || Math.abs(a - b) <= RELATIVE * Math.abs(b);

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, index) => isNear(value, b[index]));

function sameAttribute(given: AttributeValue | undefined, wanted: AttributeValue): boolean {
  if (!given) return false;
  const { float, integer, text, floats, integers, texts } = wanted;
  if (float !== undefined) return given.float !== undefined && isNear(given.float, float);
  if (integer !== undefined) return given.integer === integer;
  if (text !== undefined) return given.text === text;
  if (floats) return sameNumbers(given.floats ?? [], floats);
  if (integers) return sameNumbers(given.integers ?? [], integers);
  return (texts ?? []).join('\n') === given.texts?.join('\n');
}

/**
 * Runs a layer's writer along a file: each operator that the writer asks for is looked for among those that take the
 * same inputs. What is found is what the writer would have written, however the file names and orders it.
 */
export class Matcher {
  readonly ops = new Set<FileOp>();
  readonly bound: Bound[] = [];
  private readonly wanted = new Map<string, Wanted>();
  private readonly found = new Map<string, string>();

  constructor(
    private readonly reader: NetworkReader,
    private readonly features: readonly string[],
    private readonly inputs: (index: number, layout: Layout) => readonly string[],
  ) {}

  /** The value that the writer's formula ends with, where the file has it; null where the file differs. */
  follow(write: (ops: Operations) => string): string | null {
    try {
      const output = write(this.operations);
      return this.ops.size > 0 && this.isClosed(output) ? output : null;
    } catch (error) {
      if (error instanceof Differs) return null;
      throw error;
    }
  }

  /** An input that may be anything but a layer's output: who asks looks at it afterwards. */
  any(): string {
    return this.want({ type: 'any' });
  }

  /** The file's own name of what a writer asked for. */
  given(token: string): string | undefined {
    return this.found.get(token);
  }

  /** Nothing outside takes what stands between. */
  private isClosed(output: string): boolean {
    const { graph, output: end } = this.reader;
    return [...this.ops].every(({ outputs }) =>
      outputs.every(
        (name) =>
          name === output ||
          (name !== end && consumersOf(graph, name).every((op) => this.ops.has(op))),
      ),
    );
  }

  private readonly operations: Operations = {
    features: () => this.features[0] ?? this.differs(),
    input: (index, layout) => this.inputs(index, layout)[0] ?? this.differs(),
    op: (operator, inputs, attributes = {}) => this.find(operator, inputs, attributes, 0),
    opOutput: (operator, inputs, attributes, position) =>
      this.find(operator, inputs, attributes, position),
    weights: (parts, shape) => this.want({ type: 'weights', parts, shape }),
    floats: (values, shape = [values.length]) => this.want({ type: 'fixed', values, shape }),
    integers: (values, shape = [values.length]) => this.want({ type: 'fixed', values, shape }),
  };

  private differs(): never {
    throw new Differs();
  }

  /** A name that no file can have. */
  private want(wanted: Wanted): string {
    const token = `\u0000${this.wanted.size}`;
    this.wanted.set(token, wanted);
    return token;
  }

  private find(
    operator: string,
    inputs: readonly string[],
    attributes: Attributes,
    position: number,
  ): string {
    const anchor = inputs.find((name) => name !== '' && !this.wanted.has(name));
    const among = anchor === undefined ? [] : consumersOf(this.reader.graph, anchor);
    const op = among.find(
      (one) => !this.ops.has(one) && this.isSuch(one, operator, inputs, attributes),
    );
    const output = op?.outputs[position];
    if (!op || !output) return this.differs();
    this.ops.add(op);
    this.bind(op, inputs);
    return output;
  }

  private isSuch(
    op: FileOp,
    operator: string,
    inputs: readonly string[],
    attributes: Attributes,
  ): boolean {
    if (this.reader.taken.has(op)) return false;
    if (op.operator === 'Div' && operator === 'Mul') return this.isQuotient(op, inputs);
    if (op.operator !== operator) return false;
    const given = [...op.inputs];
    while (given.length > inputs.length && given[given.length - 1] === '') given.pop();
    if (given.length !== inputs.length) return false;
    const isAt = (order: readonly string[]) =>
      order.every((name, index) => this.isInput(given[index], name));
    const either = SAME_EITHER_WAY.has(operator) && inputs.length === 2;
    if (!isAt(inputs) && !(either && isAt(inputs.toReversed()))) return false;
    return Object.entries(attributes).every(([name, value]) =>
      sameAttribute(op.attributes.get(name) as AttributeValue | undefined, value),
    );
  }

  /** x ÷ 1/c in the place of x·c. */
  private isQuotient({ inputs: [x, divisor] }: FileOp, [wantedX, factor]: readonly string[]) {
    const wanted = this.wanted.get(factor);
    const [value] = this.reader.numbers(divisor) ?? [];
    if (wanted?.type !== 'fixed' || value === undefined) return false;
    return x === wantedX && wanted.values.length === 1 && isNear(1 / value, wanted.values[0]);
  }

  private isInput(given: string, name: string): boolean {
    const wanted = this.wanted.get(name);
    if (!wanted) return given === name;
    if (wanted.type === 'any') return this.reader.layer(given) === null;
    const fixed = this.reader.fixed(given);
    if (!fixed) return false;
    const isShaped = sameNumbers(fixed.shape, wanted.shape);
    const isScalar = wanted.shape.length === 0 && fixed.values.length === 1;
    if (!isShaped && !isScalar) return false;
    return wanted.type === 'weights' || sameNumbers(Array.from(fixed.values), wanted.values);
  }

  private bind(op: FileOp, inputs: readonly string[]): void {
    inputs.forEach((name, index) => {
      const wanted = this.wanted.get(name);
      if (wanted) this.found.set(name, op.inputs[index]);
      if (wanted?.type === 'weights')
        this.bound.push({ name: op.inputs[index], parts: wanted.parts });
    });
  }
}
