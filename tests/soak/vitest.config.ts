import { defineConfig } from 'vitest/config';
import { assemblyScript } from '../../vite.assembly-script.ts';

export default defineConfig({
  plugins: [assemblyScript()],
  test: {
    include: ['tests/soak/*.measure.ts'],
    globalSetup: 'tests/support/build.ts',
    testTimeout: 0,
  },
});
