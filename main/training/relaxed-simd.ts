import v8 from 'node:v8';

/** The first version of V8 in which relaxed SIMD needs no flag. */
const ON_BY_DEFAULT = 11.4;
const FLAG = '--experimental-wasm-relaxed-simd';

/**
 * Lets WebAssembly round a multiplication and an addition together, which makes matrix products about a quarter
 * faster. Node 20 knows it but hides it behind a flag. Call before a backend is opened.
 */
export function allowRelaxedSimd(): void {
  const version = Number.parseFloat(process.versions.v8);
  if (version < ON_BY_DEFAULT) v8.setFlagsFromString(FLAG);
}
