import { defineConfig } from 'vitest/config';
import { assemblyScript } from '../../../vite.assembly-script.ts';

export default defineConfig({
  plugins: [assemblyScript()],
  test: { include: ['tests/bench/diagnosis/*.measure.ts'], pool: 'forks', reporters: ['default'] },
});
