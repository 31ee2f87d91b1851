import type { OwnWasm } from '../kernels/own-wasm';
import { OutOfMemory, type Storage, type Tensor } from '../storage';
import { encodeRecording } from './encode';
import { type ElementwiseFormula, type Recording, recordFormula } from './recording';

type Run = (count: number, table: number) => void;

const BYTES = 4;
const sizeOf = ({ shape }: Tensor): number => shape.reduce((size, axis) => size * axis, 1);

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
    return this.run(recording, inputs, count);
  }

  private run(recording: Recording, inputs: readonly Tensor[], count: number): Tensor[] {
    const { nodes, outputs, numbers } = recording;
    const made = outputs.map((output) => {
      const node = nodes[output];
      return node.kind === 'input' ? inputs[node.input] : this.storage.allocate(inputs[0].shape);
    });
    const { own, storage } = this;
    const pointers = [...inputs, ...made].map((tensor) => storage.view(tensor).byteOffset);
    const table = own.work((pointers.length + numbers.length) * BYTES);
    if (table === 0) throw new OutOfMemory(inputs[0].shape);
    const { buffer } = own.memory;
    new Int32Array(buffer, table, pointers.length).set(pointers);
    new Float32Array(buffer, table + pointers.length * BYTES, numbers.length).set(numbers);
    this.compiled(recording, inputs.length)(count, table);
    return made;
  }

  private compiled(recording: Recording, inputs: number): Run {
    let run = this.runs.get(recording.key);
    if (!run) {
      const module = new WebAssembly.Module(encodeRecording(recording, inputs));
      const { memory } = this.own;
      run = new WebAssembly.Instance(module, { env: { memory } }).exports.run as Run;
      this.runs.set(recording.key, run);
    }
    return run;
  }
}
