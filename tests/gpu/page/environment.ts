import type { Backend } from '../../../shared/document/schema';

/** The browser's counterpart of `tests/unit/engine/environment.ts`. */

/** The one that the test chose when it opened the page. */
export const BACKENDS: readonly Backend[] = [
  new URLSearchParams(location.search).get('backend') as Backend,
];

export const TOLERANCE = { relative: 1e-3, floor: 1e-4 };

/** Beside the page, put there when it was built. */
export const WASM_PATH = 'wasm';
