/** A module of AssemblyScript, compiled by the build: WebAssembly as base64. */
declare module '*?wasm' {
  const binaries: {
    readonly plain: string;
    /** The same with relaxed SIMD, which not every machine knows. */
    readonly relaxed: string;
  };
  export default binaries;
}
