import { PROCESS_BACKENDS } from '../../../shared/document/schema';
import type { BenchmarkRow, Workload } from '../../../shared/engine/benchmark';
import type { Text } from '../../../shared/text/text';
import { findWasmPath } from '../../training/launcher';
import { allowRelaxedSimd } from '../../training/relaxed-simd';
import { backendOption, type CliCommand, type CliContext } from '../command';
import { CliError } from '../failures';
import { oneOf } from '../numbers';
import { formatTable } from '../table';

const WORDS = {
  measuring: {
    en: 'Measuring {{workload}} on {{backend}} …',
    zh: '正在 {{backend}} 上测量 {{workload}} ……',
  },
  backend: { en: 'Backend', zh: '后端' },
  workload: { en: 'Workload', zh: '任务' },
  off: { en: 'Plain', zh: '不监测' },
  default: { en: 'Instrumented', zh: '监测' },
  full: { en: 'Every step', zh: '逐步监测' },
  note: {
    en: 'Median ms a step. Instrumented: telemetry at its default schedule; every step: all probes on every step. In brackets: divided by plain.',
    zh: '每步毫秒数的中位数。监测：默认频率采集；逐步监测：每一步启用全部探针。括号内为与不监测之比。',
  },
} as const satisfies Record<string, Text>;

/** Shorter blocks, fewer of them: figures that wobble, in a tenth of the time. */
const QUICK = { blockMs: 100, blocks: 3, warmUpSteps: 1 };

const cell = (row: BenchmarkRow | undefined): string => {
  if (!row) return '–';
  const time = row.medianMs.toPrecision(3);
  return row.mode === 'off' ? time : `${time} (${row.ratio.toFixed(2)})`;
};

function linesOf(rows: readonly BenchmarkRow[], { say }: CliContext): string[] {
  const keys = [...new Set(rows.map(({ backend, workload }) => `${backend}\n${workload}`))];
  const table = keys.map((key) => {
    const own = rows.filter(({ backend, workload }) => `${backend}\n${workload}` === key);
    const at = (mode: BenchmarkRow['mode']) => cell(own.find((row) => row.mode === mode));
    return [own[0].backend, own[0].workload, at('off'), at('default'), at('full')];
  });
  const header = [WORDS.backend, WORDS.workload, WORDS.off, WORDS.default, WORDS.full];
  return [
    ...formatTable(
      header.map((title) => say(title)),
      table,
    ),
    '',
    say(WORDS.note),
  ];
}

export const benchCommand: CliCommand = {
  name: 'bench',
  summary: {
    en: 'time the standard workloads: ms a step, plain and instrumented',
    zh: '测量标准任务的耗时：每步毫秒数，含与不含监测',
  },
  arguments: [],
  options: [
    backendOption({ en: 'wasm', zh: 'wasm' }),
    {
      flags: '--quick',
      help: { en: 'a rough figure in a few seconds', zh: '几秒内给出粗略结果' },
    },
  ],
  examples: [
    {
      line: 'bench --quick',
      help: { en: 'a rough figure in a few seconds', zh: '几秒内给出粗略结果' },
    },
  ],
  async run(_args, options, context) {
    const backend = oneOf('--backend', options.backend, PROCESS_BACKENDS) ?? 'wasm';
    // Loaded here only: the engine is by far the largest part of the program.
    allowRelaxedSimd();
    const { benchmarkWorkloads, WORKLOADS } = await import('../../../shared/engine/benchmark');
    const rows: BenchmarkRow[] = [];
    for (const workload of WORKLOADS) {
      context.note(context.say(WORDS.measuring, { workload: workload.name, backend }));
      rows.push(...(await measure(benchmarkWorkloads, workload, backend, options.quick === true)));
    }
    const machine = { node: process.version, platform: process.platform, arch: process.arch };
    return { json: { machine, rows }, lines: linesOf(rows, context) };
  },
};

async function measure(
  benchmark: typeof import('../../../shared/engine/benchmark').benchmarkWorkloads,
  workload: Workload,
  backend: (typeof PROCESS_BACKENDS)[number],
  quick: boolean,
): Promise<readonly BenchmarkRow[]> {
  const result = await benchmark({
    wasmPath: findWasmPath(),
    backends: [backend],
    workloads: [workload],
    ...(quick ? QUICK : {}),
  });
  if (!result.ok) throw new CliError('backend-unavailable', { reason: result.failure });
  return result.value;
}
