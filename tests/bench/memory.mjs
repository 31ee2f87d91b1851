// `npm run bench:memory`: trains each workload of `npm run bench` for 10,000 steps with default telemetry and says
// whether tensors, backend bytes and process memory stay flat, each workload in a process of its own. `--json` prints
// one object, `--steps` and `--backend` choose. The exit status is 0 only where all are flat. Takes a quarter of an hour.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { build, loadConfigFromFile } from 'vite';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean' },
    steps: { type: 'string', default: '10000' },
    backend: { type: 'string', default: 'wasm' },
  },
});
const SAMPLES = 20;
const project = join(import.meta.dirname, '..', '..');
const folder = join(project, 'dist', 'bench');

/** Bundles the program that runs one workload: the trainer's own build, with another entry. */
async function bundle() {
  const environment = { command: /** @type {const} */ ('build'), mode: 'production' };
  const loaded = await loadConfigFromFile(environment, join(project, 'vite.main.config.ts'));
  await build({
    root: project,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: loaded?.config.plugins,
    build: {
      ssr: 'tests/bench/memory-entry.ts',
      outDir: folder,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'memory.mjs' } },
    },
  });
}

/** @typedef {import('./memory-entry.ts').MemoryReport} Report */

/**
 * @param {string[]} parameters
 * @returns {string}
 */
function output(parameters) {
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--expose-gc', join(folder, 'memory.mjs'), ...parameters],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1e7 },
  );
  if (status !== 0) throw new Error('the program that trains a workload failed');
  return stdout;
}

await bundle();
/** @type {string[]} */
const names = JSON.parse(output(['names']));
const reports = names.map((name, index) => {
  process.stderr.write(`${name}, ${options.steps} steps on ${options.backend} …\n`);
  const every = Math.max(1, Math.floor(Number(options.steps) / SAMPLES));
  const said = output([String(index), options.backend, options.steps, String(every)]);
  return /** @type {Report} */ (JSON.parse(said));
});

const megabytes = (/** @type {number} */ bytes) => Number((bytes / 2 ** 20).toFixed(2));

if (options.json) {
  const { version, platform, arch } = process;
  console.log(JSON.stringify({ machine: { node: version, platform, arch }, reports }));
} else {
  console.table(
    reports.map(({ workload, backend, samples, verdict }) => {
      const last = samples[samples.length - 1];
      return {
        network: workload,
        backend,
        steps: last.step,
        tensors: last.tensors,
        'tensors, MB': megabytes(last.tensorBytes),
        'WebAssembly, MB': megabytes(last.wasmBytes),
        'heap, MB': megabytes(last.heapBytes),
        'grew by': megabytes(verdict.heapGrowth),
        'process, MB': megabytes(last.processBytes),
        'grew by ': megabytes(verdict.processGrowth),
        flat: verdict.isFlat ? 'flat' : `not flat: ${verdict.rose.join(', ')}`,
      };
    }),
  );
}
process.exitCode = reports.every(({ verdict }) => verdict.isFlat) ? 0 : 1;
