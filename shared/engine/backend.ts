import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { enableProdMode, findBackend, setBackend } from '@tensorflow/tfjs-core';
import type { Backend } from '../document/schema';
import { fail, type Result, succeed } from '../result';
import { registerTransposingMatMul } from './kernels/batch-mat-mul-wasm';
import { registerHonestRelu } from './kernels/relu-wasm';
import { EngineOps } from './tensor-ops';

const ownKernels: Readonly<Record<Backend, () => void>> = {
  wasm: () => {
    registerTransposingMatMul();
    registerHonestRelu();
  },
  cpu: () => {},
};

/** tfjs takes the path once and throws at a second call. */
let wasmPathGiven = false;

/**
 * Starts a backend. `wasmPath` is the folder (or address) of tfjs's WebAssembly files; read once a process. Fails
 * with a sentence where the backend cannot start on this machine.
 */
export async function openBackend(
  backend: Backend,
  wasmPath: string,
): Promise<Result<EngineOps, string>> {
  // Checks every kernel's result and warns about Node otherwise; results are the same.
  enableProdMode();
  if (backend === 'wasm' && !wasmPathGiven) {
    setWasmPaths(wasmPath.endsWith('/') ? wasmPath : `${wasmPath}/`);
    wasmPathGiven = true;
  }
  ownKernels[backend]();
  try {
    if (!(await setBackend(backend))) return fail(`The backend ${backend} did not start.`);
  } catch (error) {
    return fail(`The backend ${backend} did not start: ${(error as Error).message}`);
  }
  return succeed(new EngineOps(backend, findBackend(backend)));
}
