// `npm run bench`: ms a training step of our engine, plain and watched, beside tfjs's own layers API as shipped and,
// where PyTorch is installed, beside PyTorch; all in one run, one after the other. `--json` prints one object.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: { json: { type: 'boolean' }, quick: { type: 'boolean' } },
});
const PYTHONS = ['python3', '/usr/bin/python3'];

/**
 * @param {string} program
 * @param {readonly string[]} parameters
 */
function output(program, parameters) {
  const { stdout, status } = spawnSync(program, parameters, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1e7,
  });
  return status === 0 ? stdout : null;
}

const note = (/** @type {string} */ text) => process.stderr.write(`${text}\n`);

/** @param {string} backend */
function ours(backend) {
  note(`Our engine on ${backend} …`);
  const quick = options.quick ? ['--quick'] : [];
  const said = output(process.execPath, [
    'main/launch/cli.mjs',
    ...['bench', '--json', '--backend', backend, ...quick],
  ]);
  if (said === null) throw new Error(`the engine's own benchmark failed on ${backend}`);
  return JSON.parse(said);
}

/** @typedef {{ workload: string, ms: number | null, watchedMs?: number, reason?: string }} Line */

/**
 * @param {string | null} text
 * @returns {Map<string, Line>}
 */
const byWorkload = (text) =>
  new Map(
    (text ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line) => {
        const parsed = /** @type {Line} */ (JSON.parse(line));
        return [parsed.workload, parsed];
      }),
  );

/** @param {string} backend */
function stock(backend) {
  note(`Stock tfjs on ${backend} …`);
  return byWorkload(output(process.execPath, ['tests/bench/stock-tfjs.mjs', backend]));
}

function torch() {
  const python = PYTHONS.find((name) => output(name, ['-c', 'import torch']) !== null);
  if (!python) {
    note(
      'PyTorch is not installed here; its columns stay empty (Debian: apt install python3-torch).',
    );
    return byWorkload(null);
  }
  note('PyTorch, one thread …');
  return byWorkload(output(python, ['tests/bench/torch-steps.py']));
}

const BACKENDS = ['wasm', 'cpu'];
const engine = BACKENDS.map(ours);
const stocks = BACKENDS.map(stock);
const pytorch = torch();

/** @typedef {{ workload: string, mode: string, medianMs: number, ratio: number }} Row */

const rows = BACKENDS.flatMap((backend, index) => {
  const measured = /** @type {Row[]} */ (engine[index].rows);
  return [...new Set(measured.map(({ workload }) => workload))].map((workload) => {
    const at = (/** @type {string} */ mode) =>
      measured.find((row) => row.workload === workload && row.mode === mode)?.medianMs ?? null;
    return {
      workload,
      backend,
      plain: at('off'),
      default: at('default'),
      everyStep: at('full'),
      stock: stocks[index].get(workload)?.ms ?? null,
      stockCpu: stocks[BACKENDS.indexOf('cpu')].get(workload)?.ms ?? null,
      torch: pytorch.get(workload)?.ms ?? null,
      torchWatched: pytorch.get(workload)?.watchedMs ?? null,
    };
  });
});

const shown = (/** @type {number | null} */ ms) => (ms === null ? '–' : Number(ms.toPrecision(3)));
const ratio = (/** @type {number | null} */ a, /** @type {number | null} */ b) =>
  a === null || b === null ? '–' : Number((a / b).toPrecision(2));

if (options.json) {
  console.log(JSON.stringify({ machine: engine[0].machine, rows }));
} else {
  console.table(
    rows.map((row) => ({
      network: row.workload,
      backend: row.backend,
      plain: shown(row.plain),
      default: shown(row.default),
      'every step': shown(row.everyStep),
      stock: shown(row.stock),
      PyTorch: shown(row.torch),
      'with hooks': shown(row.torchWatched),
      'default ÷ plain': ratio(row.default, row.plain),
      'every ÷ plain': ratio(row.everyStep, row.plain),
      'plain ÷ stock': ratio(row.plain, row.stock),
      'plain ÷ stock cpu': ratio(row.plain, row.stockCpu),
      'every ÷ hooks': ratio(row.everyStep, row.torchWatched),
    })),
  );
}
