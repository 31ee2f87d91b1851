/** What the engine calls of its own WebAssembly. Pointers and byte counts are those of tfjs's heap. */
export { depthwise, depthwiseInput, depthwiseKernel } from './depthwise';
export { exp, sigmoid, tanh } from './functions';
export { gemm, gemmWorkBytes } from './gemm';
export { histogram, histogramWorkBytes } from './histogram';
export {
  maximaOfWindows,
  spreadOverWindows,
  spreadToMaxima,
  sumsOfWindows,
} from './pooling';
export {
  columnSums,
  countOutside,
  nonzeroShares,
  signalSums,
  sumOfSquaredChange,
  sumOfSquares,
} from './walks';
export { sumWindowRows, windowRows } from './windows';
