import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { assemblyScript } from './vite.assembly-script.ts';
import { licences } from './vite.licences.ts';

/** The page: one build that serves both hosts (architecture: "One app, two hosts"). */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react(), assemblyScript(), licences()],
  // A worker's parts are loaded when they are asked for: a GPU backend by a run that uses it.
  worker: { format: 'es', plugins: () => [assemblyScript()] },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome120',
    sourcemap: true,
    // The second is the desktop's hidden window, in which trainers find a graphics device.
    rolldownOptions: { input: ['renderer/index.html', 'renderer/trainer.html'] },
  },
});
