import type { KernelBackend } from '@tensorflow/tfjs-core';
import binaries from './assembly/index.ts?wasm';

/** Byte offset into the heap. */
type Pointer = number;

/** What the engine's own WebAssembly exports. */
export interface OwnKernels {
  gemm(
    a: Pointer,
    aRow: number,
    aColumn: number,
    b: Pointer,
    bRow: number,
    bColumn: number,
    bias: Pointer,
    c: Pointer,
    m: number,
    n: number,
    k: number,
    work: Pointer,
  ): void;
  gemmWorkBytes(m: number, n: number, k: number): number;
  sumOfSquares(start: Pointer, count: number): number;
  sumOfSquaredChange(before: Pointer, after: Pointer, count: number): number;
  signalSums(start: Pointer, count: number, out: Pointer): void;
  countOutside(start: Pointer, count: number, low: number, high: number): number;
  histogram(
    start: Pointer,
    count: number,
    stride: number,
    bins: number,
    out: Pointer,
    work: Pointer,
  ): void;
  histogramWorkBytes(bins: number): number;
  depthwise(
    source: Pointer,
    kernel: Pointer,
    target: Pointer,
    multiplier: number,
    batch: number,
    windows: Pointer,
  ): void;
  depthwiseInput(
    dy: Pointer,
    kernel: Pointer,
    target: Pointer,
    multiplier: number,
    batch: number,
    windows: Pointer,
  ): void;
  depthwiseKernel(
    source: Pointer,
    dy: Pointer,
    target: Pointer,
    count: number,
    sums: Pointer,
    multiplier: number,
    batch: number,
    windows: Pointer,
  ): void;
  windowRows(source: Pointer, target: Pointer, batch: number, windows: Pointer): void;
  sumWindowRows(rows: Pointer, target: Pointer, batch: number, windows: Pointer): void;
  maximaOfWindows(
    source: Pointer,
    largest: Pointer,
    taps: Pointer,
    batch: number,
    windows: Pointer,
  ): void;
  spreadToMaxima(
    dy: Pointer,
    taps: Pointer,
    target: Pointer,
    batch: number,
    windows: Pointer,
  ): void;
  sumsOfWindows(
    source: Pointer,
    target: Pointer,
    factors: Pointer,
    batch: number,
    windows: Pointer,
  ): void;
  spreadOverWindows(
    dy: Pointer,
    target: Pointer,
    factors: Pointer,
    batch: number,
    windows: Pointer,
  ): void;
  columnSums(start: Pointer, rows: number, columns: number, out: Pointer): void;
  nonzeroShares(start: Pointer, rows: number, columns: number, out: Pointer): void;
}

/** What is used of tfjs's backend, whose own type says `KernelBackend` only. */
interface WasmBackend {
  readonly wasm: {
    readonly asm: { readonly memory: WebAssembly.Memory };
    _malloc(bytes: number): Pointer;
    _free(pointer: Pointer): void;
  };
}

function moduleOf(): WebAssembly.Module {
  const bytes = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const relaxed = bytes(binaries.relaxed);
  return new WebAssembly.Module(WebAssembly.validate(relaxed) ? relaxed : bytes(binaries.plain));
}

/** The engine's own kernels on the memory of a backend, with room to work in. */
export class OwnWasm {
  readonly kernels: OwnKernels;
  /** The same, and the functions of four numbers, which JavaScript cannot call but other WebAssembly can import. */
  readonly exports: WebAssembly.Exports;
  /** The backend's own memory: views of it are void after an allocation. */
  readonly memory: WebAssembly.Memory;
  private readonly wasm: WasmBackend['wasm'];
  private room = 0;
  private roomBytes = 0;

  constructor(backend: KernelBackend) {
    this.wasm = (backend as unknown as WasmBackend).wasm;
    this.memory = this.wasm.asm.memory;
    const { memory } = this;
    const instance = new WebAssembly.Instance(moduleOf(), { env: { memory } });
    this.exports = instance.exports;
    this.kernels = instance.exports as unknown as OwnKernels;
  }

  /** Room of at least `bytes`; what it holds is void at the next call. 0 where there is no memory left. */
  work(bytes: number): Pointer {
    if (bytes <= this.roomBytes) return this.room;
    if (this.room !== 0) this.wasm._free(this.room);
    this.room = this.wasm._malloc(bytes);
    this.roomBytes = this.room === 0 ? 0 : bytes;
    return this.room;
  }
}

/** The one whose memory numbers are looked for in: a process has one heap of tfjs. */
let latest: OwnWasm | null = null;

/** The kernels for numbers that lie on a heap of WebAssembly; null for numbers that lie elsewhere. */
export const kernelsFor = ({ buffer }: Float32Array): OwnWasm | null =>
  latest !== null && latest.memory.buffer === buffer ? latest : null;

const known = new WeakMap<KernelBackend, OwnWasm>();

/** The one instance for a backend. */
export function ownWasm(backend: KernelBackend): OwnWasm {
  let own = known.get(backend);
  if (!own) {
    own = new OwnWasm(backend);
    latest = own;
    known.set(backend, own);
  }
  return own;
}
