import { defineConfig } from 'vite';
import { assemblyScript } from './vite.assembly-script.ts';

/**
 * Everything that runs in Node: the hosts, the command line and the trainer process.
 * Packages stay external, so tfjs loads its own WebAssembly files from node_modules.
 */
export default defineConfig({
  publicDir: false,
  plugins: [assemblyScript()],
  build: {
    ssr: true,
    outDir: 'dist/main',
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    rolldownOptions: {
      input: {
        desktop: 'main/desktop/index.ts',
        server: 'main/server/index.ts',
        cli: 'main/cli/index.ts',
        trainer: 'main/training/trainer-entry.ts',
        importer: 'main/services/import-entry.ts',
      },
      output: { entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
    },
  },
});
