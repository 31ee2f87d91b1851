import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { enableProdMode, findBackend, setBackend } from '@tensorflow/tfjs-core';
import type { Backend } from '../document/schema';
import { fail, type Result, succeed } from '../result';
import type { Text } from '../text/text';
import { engineText, reasonOf } from './failure-texts';
import { registerUncountedAbs } from './kernels/abs-cpu';
import { registerTransposingMatMul } from './kernels/batch-mat-mul-wasm';
import { registerHonestRelu } from './kernels/relu-wasm';
import { EngineOps } from './tensor-ops';

const ownKernels: Readonly<Record<Backend, () => void>> = {
  wasm: () => {
    registerTransposingMatMul();
    registerHonestRelu();
  },
  cpu: registerUncountedAbs,
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
): Promise<Result<EngineOps, Text>> {
  // Checks every kernel's result and warns about Node otherwise; results are the same.
  enableProdMode();
  if (backend === 'wasm' && !wasmPathGiven) {
    setWasmPaths(wasmPath.endsWith('/') ? wasmPath : `${wasmPath}/`);
    wasmPathGiven = true;
  }
  ownKernels[backend]();
  try {
    if (!(await setBackend(backend))) return fail(engineText('backend-refused', { backend }));
  } catch (error) {
    return fail(engineText('backend-failed', { backend, reason: reasonOf(error) }));
  }
  return succeed(new EngineOps(backend, findBackend(backend)));
}
