import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/{unit,property,oracle}/**/*.test.ts'],
    testTimeout: 30_000,
    pool: 'forks',
    reporters: process.env.CI ? ['default'] : ['dot'],
  },
});
