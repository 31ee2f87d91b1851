import '@tensorflow/tfjs-backend-cpu';
import { enableProdMode, env, findBackend, setBackend } from '@tensorflow/tfjs-core';
import type { Backend, BackendChoice } from '../document/schema';
import { fail, type Result, succeed } from '../result';
import { quoteError } from '../text/quote';
import type { Text } from '../text/text';
import { engineText } from './failure-texts';
import { registerUncountedAbs } from './kernels/abs-cpu';
import { registerOwnMatMul } from './kernels/mat-mul-wasm';
import { registerHonestRelu } from './kernels/relu-wasm';
import { EngineOps } from './tensor-ops';

/** tfjs takes the path once and throws at a second call. */
let wasmPathGiven = false;

/** Freed textures up to so many bytes are kept for the next tensors; beyond, they go. tfjs keeps all by default. */
const KEPT_TEXTURE_BYTES = 256 * 1024 * 1024;

/** Loads what a backend consists of; only then, so that a trainer in a page carries no WebAssembly, nor Node a GPU. */
const LOADERS: Readonly<Record<Backend, (wasmPath: string) => Promise<void>>> = {
  async wasm(wasmPath) {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    if (!wasmPathGiven) {
      setWasmPaths(wasmPath.endsWith('/') ? wasmPath : `${wasmPath}/`);
      wasmPathGiven = true;
    }
    registerOwnMatMul();
    registerHonestRelu();
  },
  async cpu() {
    registerUncountedAbs();
  },
  async webgl() {
    await import('@tensorflow/tfjs-backend-webgl');
    env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', KEPT_TEXTURE_BYTES);
    // Else small tensors would go through JavaScript, and a network would be trained by two kinds of arithmetic.
    env().set('WEBGL_CPU_FORWARD', false);
  },
  async webgpu() {
    await import('@tensorflow/tfjs-backend-webgpu');
    env().set('WEBGPU_CPU_FORWARD', false);
  },
};

/** What a backend that started must also have; a sentence part says what it lacks. */
const CHECKS: Readonly<Partial<Record<Backend, () => Text | null>>> = {
  webgl: () => (env().getBool('WEBGL_RENDER_FLOAT32_ENABLED') ? null : engineText('half-floats')),
};

/**
 * The backend that a setting means where nothing can be measured first: `auto` is `wasm`, which every machine has
 * and which, of the backends of a process, is the fastest.
 */
export const backendOf = (choice: BackendChoice): Backend => (choice === 'auto' ? 'wasm' : choice);

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
  try {
    await LOADERS[backend](wasmPath);
    if (!(await setBackend(backend))) return fail(engineText('backend-refused', { backend }));
  } catch (error) {
    return fail(engineText('backend-failed', { backend, reason: quoteError(error) }));
  }
  const lack = CHECKS[backend]?.();
  if (lack) return fail(engineText('backend-failed', { backend, reason: lack }));
  return succeed(new EngineOps(backend, findBackend(backend)));
}
