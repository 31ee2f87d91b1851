import { defineConfig } from 'vitest/config';
import { assemblyScript } from './vite.assembly-script.ts';

/** Tests that start the app's own processes (hosts, trainers, command line) and so need the build. */
const PROCESS_TESTS = 'tests/unit/{server,training,cli,desktop}/**/*.test.ts';

/** Tests of what our own WebAssembly computes, which is compiled in two variants. */
const WASM_TESTS = [
  'tests/oracle/*.test.ts',
  'tests/unit/engine/{fused,gradients,mat-mul,recurrence,walks,windows}.test.ts',
];

export default defineConfig({
  plugins: [assemblyScript()],
  test: {
    testTimeout: 30_000,
    pool: 'forks',
    // Of two cores one would stand idle: by default a core is left for watching.
    maxWorkers: '100%',
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: {
          name: 'logic',
          include: ['tests/{unit,property,oracle}/**/*.test.ts'],
          exclude: [PROCESS_TESTS],
        },
      },
      {
        extends: true,
        test: {
          name: 'relaxed SIMD',
          include: WASM_TESTS,
          setupFiles: 'tests/support/relaxed-simd.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          include: [PROCESS_TESTS],
          globalSetup: 'tests/support/build.ts',
        },
      },
    ],
  },
});
