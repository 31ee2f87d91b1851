import type { Tensor } from './storage';

/** The numbers in formulas as tensors, each made once and kept for as long as steps use it. */
export class Scalars {
  private readonly known = new Map<number, Tensor>();
  private readonly inUse = new Set<number>();

  /** `make` gives a tensor that outlives its scope. */
  constructor(
    private readonly make: (value: number) => Tensor,
    private readonly free: (tensor: Tensor) => void,
  ) {}

  get count(): number {
    return this.known.size;
  }

  of(value: number): Tensor {
    this.inUse.add(value);
    let tensor = this.known.get(value);
    if (!tensor) {
      tensor = this.make(value);
      this.known.set(value, tensor);
    }
    return tensor;
  }

  /** Frees those that were not used since the last call: bias corrections of Adam are new in each step. */
  forgetUnused(): void {
    for (const [value, tensor] of this.known) {
      if (this.inUse.has(value)) continue;
      this.free(tensor);
      this.known.delete(value);
    }
    this.inUse.clear();
  }
}
