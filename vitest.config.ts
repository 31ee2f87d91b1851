import { defineConfig } from 'vitest/config';
import { assemblyScript } from './vite.assembly-script.ts';

/** Tests that start the app's own processes (hosts, trainers, command line) and so need the build. */
const PROCESS_TESTS = 'tests/unit/{server,training,cli,desktop}/**/*.test.ts';

export default defineConfig({
  plugins: [assemblyScript()],
  test: {
    testTimeout: 30_000,
    pool: 'forks',
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
          name: 'processes',
          include: [PROCESS_TESTS],
          globalSetup: 'tests/support/build.ts',
        },
      },
    ],
  },
});
