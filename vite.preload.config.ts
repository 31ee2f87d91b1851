import { defineConfig } from 'vite';

/** The desktop's preload script: one CommonJS file, because a sandboxed preload can load no other. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'dist/main',
    // The hosts' build stands in the same folder and comes first.
    emptyOutDir: false,
    target: 'chrome120',
    rolldownOptions: {
      input: { preload: 'main/desktop/preload.ts' },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
});
