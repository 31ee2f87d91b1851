import type { EngineOps, Tensor } from './tensor-ops';

/**
 * Work that hands over, before it looks at tensors, which ones they are. Where numbers lie in this process's memory
 * nothing happens then; a GPU joins them, copies them out once, and may need to be waited for. Written once, work
 * runs both ways: awaiting on `wasm` would cost small networks more than it could give them.
 */
export type Reading<Value> = Generator<readonly Tensor[], Value, void>;

/** Runs work to its end without waiting. Not for a backend that must be waited for: its numbers are not there yet. */
export function readNow<Value>({ storage }: EngineOps, work: Reading<Value>): Value {
  let state = work.next();
  while (!state.done) {
    try {
      if (!storage.waits) storage.fetch(state.value);
    } catch (error) {
      // Thrown where the work stands, so that it frees what it made.
      state = work.throw(error);
      continue;
    }
    state = work.next();
  }
  return state.value;
}

/** A copy of a tensor's numbers. */
export function* reading(ops: EngineOps, tensor: Tensor): Reading<Float32Array> {
  yield [tensor];
  return ops.read(tensor);
}

/** Runs work to its end and waits wherever the backend must. Nothing else may use the backend meanwhile. */
export async function readLater<Value>(
  { storage }: EngineOps,
  work: Reading<Value>,
): Promise<Value> {
  let state = work.next();
  while (!state.done) {
    try {
      await storage.fetch(state.value);
    } catch (error) {
      state = work.throw(error);
      continue;
    }
    state = work.next();
  }
  return state.value;
}
