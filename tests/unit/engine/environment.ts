import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Backend, PROCESS_BACKENDS } from '../../../shared/document/schema';

/** Where the engine's tests run. In a browser, `tests/gpu/page/environment.ts` stands in this file's place. */

/** Backends that start here. */
export const BACKENDS: readonly Backend[] = PROCESS_BACKENDS;

/** How far a number may be from what PyTorch computes, relative and, where values cancel, absolute. */
export const TOLERANCE = { relative: 1e-5, floor: 1e-6 };

export const WASM_PATH = join(
  dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'dist',
);
