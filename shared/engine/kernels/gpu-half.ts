import { Sum } from '@tensorflow/tfjs-core';
import { sizeOf } from '../../catalogue/layer';
import type { GpuBackend } from '../../document/schema';
import type { Tensor } from '../storage';
import type { KernelParts, OwnKernels } from './own-kernels';
import { HALF_LAYOUTS, type HalfFormat, type HalfLayout } from './round-to-half';

/** What a program gives for each number: itself rounded, or 1 where it was lost, or 1 where it was not 0. */
type Result = 'rounded' | 'lost' | 'nonzero';

/** How the shader languages of the two interfaces say the same. */
interface Dialect {
  readonly float: string;
  readonly whole: string;
  readonly toBits: string;
  readonly toFloat: string;
  /** The nearest whole number, ties to the even one. */
  readonly round: string;
  declare(type: string, name: string): string;
  head(name: string): string;
}

const GLSL: Dialect = {
  float: 'float',
  whole: 'uint',
  toBits: 'floatBitsToUint',
  toFloat: 'uintBitsToFloat',
  round: 'roundEven',
  declare: (type, name) => `${type} ${name}`,
  head: (name) => `float ${name}(float x)`,
};

const WGSL: Dialect = {
  float: 'f32',
  whole: 'u32',
  toBits: 'bitcast<u32>',
  toFloat: 'bitcast<f32>',
  round: 'round',
  declare: (type, name) => `let ${name} : ${type}`,
  head: (name) => `fn ${name}(x : f32) -> f32`,
};

const INFINITE = 0x7f800000;
/** Exponents from here on keep float32's own subnormals apart; below, a format's subnormals are float32's as well. */
const FLOAT32_SMALLEST_EXPONENT = -126;

const bitsOf = (value: number): number => new Uint32Array(Float32Array.of(value).buffer)[0];
const written = (bits: number): string => `0x${bits.toString(16)}u`;

/** `roundNumber` in a shader language: whole numbers on the bits, so that no device's arithmetic has a say. */
function halfFunction(dialect: Dialect, { dropped, smallestExponent, overflow }: HalfLayout) {
  const { whole, float, toBits, toFloat, round, declare, head } = dialect;
  const step = 2 ** (smallestExponent + dropped - 23);
  // A power of two times a subnormal's size is exact, and so is its way back.
  const subnormals =
    smallestExponent === FLOAT32_SMALLEST_EXPONENT
      ? ''
      : `if (size < ${written(bitsOf(2 ** smallestExponent))}) {
          ${declare(float, 'places')} = ${round}(${toFloat}(size) * ${(1 / step).toFixed(1)});
          return ${toFloat}(minus | ${toBits}(places * ${toFloat}(${written(bitsOf(step))})));
        }`;
  return `
    ${head('toHalf')} {
      ${declare(whole, 'raw')} = ${toBits}(x);
      ${declare(whole, 'minus')} = raw & 0x80000000u;
      ${declare(whole, 'size')} = raw & 0x7fffffffu;
      if (size >= ${written(INFINITE)}) { return x; }
      if (size >= ${written(bitsOf(overflow))}) { return ${toFloat}(minus | ${written(INFINITE)}); }
      ${subnormals}
      ${declare(whole, 'nudge')} = ${written((1 << (dropped - 1)) - 1)} + ((raw >> ${dropped}u) & 1u);
      return ${toFloat}((raw + nudge) & ${written(~((1 << dropped) - 1) >>> 0)});
    }`;
}

function valueFunction(dialect: Dialect, format: HalfFormat, result: Result): string {
  const { toBits, head } = dialect;
  const isZero = (x: string) => `(${toBits}(${x}) & 0x7fffffffu) == 0u`;
  const bodies: Readonly<Record<Result, string>> = {
    rounded: 'return toHalf(x);',
    lost: `if (${isZero('x')}) { return 0.0; } if (${isZero('toHalf(x)')}) { return 1.0; } return 0.0;`,
    nonzero: `if (${isZero('x')}) { return 0.0; } return 1.0;`,
  };
  return `${halfFunction(dialect, HALF_LAYOUTS[format])}
    ${head('valueOf')} { ${bodies[result]} }`;
}

const INPUT = 'A';

/** A program of tfjs's `webgl` backend over a vector; the names in it are tfjs's. */
const webglProgram = (size: number, format: HalfFormat, result: Result) => ({
  variableNames: [INPUT],
  outputShape: [size],
  userCode: `${valueFunction(GLSL, format, result)}
    void main() { setOutput(valueOf(get${INPUT}AtOutCoords())); }`,
});

const WORKGROUP = 64;

/** A program of tfjs's `webgpu` backend over a vector. */
const webgpuProgram = (size: number, format: HalfFormat, result: Result) => ({
  variableNames: [INPUT],
  outputShape: [size],
  size: true,
  workgroupSize: [WORKGROUP, 1, 1],
  dispatchLayout: { x: [0] },
  dispatch: [Math.ceil(size / WORKGROUP), 1, 1],
  shaderKey: `toHalf_${format}_${result}`,
  getUserCode: () => `${valueFunction(WGSL, format, result)}
    fn main(index : i32) {
      if (index < uniforms.size) { setOutputAtIndex(index, valueOf(get${INPUT}ByOutputIndex(index))); }
    }`,
});

/** What tfjs's backends run programs by, which their common type does not say. */
interface ProgramRunner {
  disposeData(dataId: object): unknown;
  compileAndRun(program: object, inputs: readonly Tensor[], type: 'float32'): Tensor;
  runWebGPUProgram(program: object, inputs: readonly Tensor[], type: 'float32'): Tensor;
}

type RunProgram = (runner: ProgramRunner, x: Tensor, format: HalfFormat, result: Result) => Tensor;

const RUN_PROGRAM: Readonly<Record<GpuBackend, RunProgram>> = {
  webgl: (runner, x, format, result) =>
    runner.compileAndRun(webglProgram(x.shape[0], format, result), [x], 'float32'),
  webgpu: (runner, x, format, result) =>
    runner.runWebGPUProgram(webgpuProgram(x.shape[0], format, result), [x], 'float32'),
};

/**
 * `roundToHalf` on a GPU. tfjs has no kernel for it, and arithmetic that rounds by adding and taking away a large
 * number may be simplified away by a shader's compiler: programs of our own look at the bits. A number too small for
 * float32's normal range may be 0 for a device before any program sees it.
 */
export function gpuRoundToHalf(
  backend: GpuBackend,
  { kernelBackend, run }: KernelParts,
): OwnKernels['roundToHalf'] {
  const runner = kernelBackend as unknown as ProgramRunner;
  return (x, format, counts) => {
    const vector = { ...x, shape: [sizeOf(x.shape)] };
    const of = (result: Result) => RUN_PROGRAM[backend](runner, vector, format, result);
    const countOf = (result: Result): Tensor => {
      const marks = of(result);
      const sum = run(Sum, { x: marks }, { axis: [0], keepDims: false });
      runner.disposeData(marks.dataId);
      return sum;
    };
    return {
      rounded: { ...of('rounded'), shape: [...x.shape] },
      lost: counts ? countOf('lost') : 0,
      nonzero: counts ? countOf('nonzero') : 0,
    };
  };
}
