import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: { include: ['tests/bench/start/*.measure.ts'], pool: 'forks', reporters: ['default'] },
});
