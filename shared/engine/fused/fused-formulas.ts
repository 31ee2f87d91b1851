import type { OwnWasm } from '../kernels/own-wasm';
import { OutOfMemory, type Storage, type Tensor } from '../storage';
import type { Blockwise, BlockwiseFormula } from './blockwise';
import { encodeRecording } from './encode';
import { type ElementwiseFormula, type Recording, recordFormula } from './recording';

type Run = (rows: number, width: number, table: number) => void;

/** Where the numbers of one input or result begin, and how many bytes lie from row to row. */
interface Operand {
  readonly pointer: number;
  readonly stride: number;
}

const BYTES = 4;
const sizeOf = ({ shape }: Tensor): number => shape.reduce((size, axis) => size * axis, 1);
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/**
 * Formulas of the catalogue as one walk over their tensors. Kernel by kernel, Adam reads and writes sixteen vectors
 * as long as all weights; as one walk it reads four and writes three. The formula stays the one in the catalogue: it
 * is recorded (`recording.ts`), written as WebAssembly (`encode.ts`) and kept for the next call of the same form.
 */
export class FusedFormulas {
  private readonly runs = new Map<string, Run>();
  /** Formulas that cannot be recorded, by whom they belong to: recording them anew each time would be wasted. */
  private readonly refused = new WeakSet<object>();

  constructor(
    private readonly own: OwnWasm,
    private readonly storage: Storage,
  ) {}

  /**
   * The results of a formula over tensors of one size; null where it cannot be one walk. `owner` stands for the
   * formula: one that was refused once is refused at once. The tensors belong to nobody yet; a result that is an
   * input is that very tensor.
   */
  apply(owner: object, inputs: readonly Tensor[], formula: ElementwiseFormula): Tensor[] | null {
    if (this.refused.has(owner)) return null;
    const count = sizeOf(inputs[0]);
    const recording = inputs.every((input) => sizeOf(input) === count)
      ? recordFormula(formula, inputs.length)
      : null;
    if (!recording) {
      this.refused.add(owner);
      return null;
    }
    const { nodes, outputs } = recording;
    const made = outputs.map((output) => {
      const node = nodes[output];
      return node.kind === 'input' ? inputs[node.input] : this.storage.allocate(inputs[0].shape);
    });
    const whole = (tensor: Tensor): Operand => ({ pointer: this.addressOf(tensor), stride: 0 });
    const run = this.compiled(recording, inputs.length);
    this.start(run, { rows: 1, width: count }, [...inputs, ...made].map(whole), recording.numbers);
    return made;
  }

  /**
   * A formula over blocks of columns; null where it cannot be one walk. It is recorded once and computed as often as
   * there are time steps. The tensors belong to nobody yet.
   */
  blockwise({ width, inputs, results, formula }: BlockwiseFormula): Blockwise | null {
    const count = sumOf(inputs);
    const recording = recordFormula(formula, count);
    if (!recording) return null;
    const run = this.compiled(recording, count);
    const blocks = [...inputs, ...results];
    return (tensors) => {
      const rows = sizeOf(tensors[0]) / (inputs[0] * width);
      const made = results.map((beside) => this.storage.allocate([rows, beside * width]));
      const operands = [...tensors, ...made].flatMap((tensor, index) => {
        const start = this.addressOf(tensor);
        const stride = blocks[index] * width * BYTES;
        return Array.from({ length: blocks[index] }, (_, block) => ({
          pointer: start + block * width * BYTES,
          stride,
        }));
      });
      this.start(run, { rows, width }, operands, recording.numbers);
      return made;
    };
  }

  private addressOf(tensor: Tensor): number {
    return this.storage.view(tensor).byteOffset;
  }

  private start(
    run: Run,
    { rows, width }: { readonly rows: number; readonly width: number },
    operands: readonly Operand[],
    numbers: readonly number[],
  ): void {
    const { own } = this;
    const addresses = 2 * operands.length;
    const table = own.work((addresses + numbers.length) * BYTES);
    if (table === 0) throw new OutOfMemory([rows, width]);
    const { buffer } = own.memory;
    const target = new Int32Array(buffer, table, addresses);
    operands.forEach(({ pointer, stride }, index) => {
      target[index] = pointer;
      target[operands.length + index] = stride;
    });
    new Float32Array(buffer, table + addresses * BYTES, numbers.length).set(numbers);
    run(rows, width, table);
  }

  private compiled(recording: Recording, inputs: number): Run {
    let run = this.runs.get(recording.key);
    if (!run) {
      const module = new WebAssembly.Module(encodeRecording(recording, inputs));
      const { memory, exports } = this.own;
      const instance = new WebAssembly.Instance(module, { env: { ...exports, memory } });
      run = instance.exports.run as Run;
      this.runs.set(recording.key, run);
    }
    return run;
  }
}
