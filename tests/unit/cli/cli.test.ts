import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../main/cli/commands';
import { parseProject, serializeProject } from '../../../shared/document/file';
import type { NetworkNode, ProjectDocument } from '../../../shared/document/schema';
import { WORKLOADS } from '../../../shared/engine/benchmark';
import { LABS } from '../../../shared/labs';
import { decodeRunFile, type RunFile } from '../../../shared/telemetry/run-file';
import { PROGRAM } from '../../support/host-process';
import { dataset, documentWith } from '../data/document';

const MODES = ['off', 'default', 'full'];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanishing-point-cli-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const environment = (locale: string) => ({
  PATH: process.env.PATH,
  LANG: locale,
  VANISHING_POINT_HOME: join(folder, 'home'),
});

interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

const run = (args: readonly string[], locale = 'en_US.UTF-8'): Promise<Outcome> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [PROGRAM, ...args],
      { cwd: folder, env: environment(locale), maxBuffer: 64 * 1024 * 1024 },
      (_error, out, error) => resolve({ status: child.exitCode ?? -1, out, error }),
    );
  });

/** Standard output as the one JSON object that it must be. */
function jsonOf({ out }: Outcome): Record<string, unknown> {
  expect(out.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(out);
}

const node = (
  id: string,
  kind: string,
  parameters: NetworkNode['parameters'] = {},
): NetworkNode => ({
  id,
  kind,
  name: id,
  position: { x: 0, y: 0 },
  parameters,
});

/** Input, one hidden layer, Output, on the four clouds of XOR (or other data). */
function smallProject(changes: Partial<ProjectDocument> = {}): ProjectDocument {
  const nodes = [
    node('input', 'input'),
    node('hidden', 'dense', { units: 12, activation: { kind: 'tanh', parameters: {} } }),
    node('last', 'dense', { units: 2, activation: { kind: 'linear', parameters: {} } }),
    node('output', 'output'),
  ];
  const edges = nodes.slice(1).map((target, index) => ({
    id: `e${index}`,
    source: nodes[index].id,
    target: target.id,
    targetPort: 'in',
  }));
  const document = documentWith({ dataset: dataset('xor', { samples: 200 }) });
  return {
    ...document,
    network: { nodes, edges, comments: [] },
    training: {
      ...document.training,
      loss: { kind: 'categoricalCrossEntropy', parameters: { fromLogits: true } },
      learningRate: 0.05,
      epochs: 10,
      backend: 'wasm',
    },
    ...changes,
  };
}

async function saved(document: ProjectDocument, name = 'project.vpnet'): Promise<string> {
  await writeFile(join(folder, name), serializeProject(document));
  return name;
}

async function runIn(name: string): Promise<RunFile> {
  const decoded = await decodeRunFile(await readFile(join(folder, name)));
  if (!decoded.ok) throw new Error(decoded.failure.text.en);
  return decoded.value;
}

/** One sentence, no stack, and the file it is about. */
function expectSentence({ error, status }: Outcome, start: RegExp): void {
  expect(status).toBeGreaterThan(0);
  expect(error.trimEnd().split('\n')).toHaveLength(1);
  expect(error).toMatch(start);
  expect(error).not.toMatch(/\n\s+at /);
}

describe('every command', () => {
  it.each(COMMANDS.map(({ name }) => name))(
    'CLI-1: %s explains itself in both languages',
    async (name) => {
      const english = await run([name, '--help']);
      const chinese = await run([name, '--help'], 'zh_CN.UTF-8');
      const command = COMMANDS.find((own) => own.name === name);
      expect([english.status, chinese.status]).toEqual([0, 0]);
      expect(english.out).toMatch(/^Usage: vanishing-point/);
      expect(chinese.out).toMatch(/用法/);
      const unwrapped = (text: string) => text.replace(/\s+/g, '');
      expect(unwrapped(english.out)).toContain(unwrapped(command?.summary.en ?? '?'));
      expect(unwrapped(chinese.out)).toContain(unwrapped(command?.summary.zh ?? '?'));
      for (const { flags } of command?.options ?? []) expect(english.out).toContain(flags);
    },
  );

  it('CLI-2: the program lists every command, and --locale wins over LANG', async () => {
    const { out, status } = await run(['--help', '--locale', 'zh']);
    expect(status).toBe(0);
    for (const { name, summary } of COMMANDS) {
      expect(out).toContain(name);
      expect(out.replace(/\s+/g, '')).toContain(summary.zh.replace(/\s+/g, ''));
    }
    expect((await run([])).out).toBe((await run(['--help'])).out);
  });

  it('CLI-3: a wrong command line is refused in one sentence that names what is wrong', async () => {
    expectSentence(await run(['frob']), /^There is no command frob\. See: vanishing-point --help/);
    expectSentence(
      await run(['check']),
      /^The argument <project> is missing\. See: .* check --help/,
    );
    expectSentence(await run(['train', 'a', '--fast']), /^There is no option --fast\./);
    expectSentence(await run(['train', 'a', '--fast'], 'zh_CN.UTF-8'), /^没有选项 --fast。/);
    expectSentence(
      await run(['train', 'a', '--epoch', '3']),
      /^There is no option --epoch\. Did you mean --epochs\?/,
    );
    expectSentence(await run(['trian', 'a'], 'zh_CN.UTF-8'), /^没有命令 trian。是否想输入 train？/);
    expectSentence(
      await run(['check', 'a', '--locale', 'fr']),
      /^--locale must be en or zh, not “fr”\./,
    );
    const project = await saved(smallProject());
    expectSentence(
      await run(['train', project, '--epochs', '-3']),
      /^--epochs must be a whole number from 1 to 100,000, not “-3”\./,
    );
    expectSentence(
      await run(['train', project, '--backend', 'gpu']),
      /^--backend must be wasm or cpu, not “gpu”\./,
    );
    expectSentence(
      await run(['train', project, '--epochs', '1', '--steps', '1']),
      /^Give either --epochs or --steps, not both\./,
    );
  });

  it('CLI-4: errors name the file and the cure, in both languages; --json says them as JSON; only --debug shows a stack', async () => {
    const english = await run(['check', 'absent.vpnet']);
    expectSentence(
      english,
      /^absent\.vpnet does not exist\. Check the path, or make a project with: /,
    );
    expectSentence(await run(['check', 'absent.vpnet'], 'zh_CN.UTF-8'), /^absent\.vpnet 不存在。/);
    const json = await run(['check', 'absent.vpnet', '--json']);
    expect(json.status).toBe(1);
    expect(jsonOf(json)).toMatchObject({ error: { kind: 'file-not-found' } });
    expect((await run(['check', 'absent.vpnet', '--debug'])).error).toMatch(/\n\s+at /);
    await writeFile(join(folder, 'noise.vpnet'), '{"format":');
    expectSentence(await run(['train', 'noise.vpnet']), /^noise\.vpnet: /);
    await writeFile(join(folder, 'table.csv'), 'a,b\n1,2\n');
    const table = await run(['train', 'table.csv']);
    expectSentence(table, /^table\.csv is not a project\. Projects end in \.vpnet; /);
    expect([table.status, (await run(['train', 'noise.vpnet', '--epochs', 'x'])).status]).toEqual([
      1, 2,
    ]);
    expectSentence(await run(['train', '.']), /^\. cannot be read: it is a folder\./);
  });
});

describe('new', () => {
  it('CLI-5: writes an empty project or any lab, and never over a file that is there', async () => {
    const empty = await run(['new', 'mine', '--json']);
    expect(jsonOf(empty)).toMatchObject({ file: 'mine.vpnet', nodes: 0 });
    for (const { id } of LABS) {
      const name = `${id}.vpnet`;
      expect((await run(['new', name, '--lab', id.toLowerCase()])).status).toBe(0);
      const parsed = parseProject(await readFile(join(folder, name), 'utf8'));
      expect(parsed).toMatchObject({ ok: true, value: { document: { lab: id }, repairs: [] } });
    }
    expectSentence(
      await run(['new', 'mine']),
      /^mine\.vpnet exists already and is left as it is\./,
    );
    expect((await run(['new', 'mine', '--force', '--lab', LABS[0].id])).status).toBe(0);
    expectSentence(
      await run(['new', 'x', '--lab', 'Q9']),
      /^There is no lab “Q9”\. The labs are: V1, /,
    );
    expect(await readdir(folder)).not.toContain('x.vpnet');
  });
});

describe('check', () => {
  it('CLI-6: reports shapes, sizes and the measured variance of every layer near the theory’s', async () => {
    await run(['new', 'v1', '--lab', 'V1']);
    const outcome = await run(['check', 'v1.vpnet', '--json']);
    expect(outcome).toMatchObject({ status: 0, error: '' });
    const report = jsonOf(outcome) as {
      totals: { parameters: number };
      layers: {
        kind: string;
        parameters: number;
        outputShape: number[];
        forwardVariance: { measured: number; theory: number } | null;
        backwardVariance: { measured: number; theory: number } | null;
      }[];
    };
    const dense = report.layers.filter(({ kind }) => kind === 'dense');
    const parameters = dense.reduce((sum, layer) => sum + layer.parameters, 0);
    expect(report.totals.parameters).toBe(parameters);
    for (const { forwardVariance, backwardVariance } of dense.slice(0, -1)) {
      const forward = (forwardVariance?.measured ?? 0) / (forwardVariance?.theory ?? 0);
      expect(Math.abs(Math.log10(forward))).toBeLessThan(0.5);
      const backward = (backwardVariance?.measured ?? 0) / (backwardVariance?.theory ?? 0);
      expect(Math.abs(Math.log10(backward))).toBeLessThan(1.5);
    }
    // What the lab is about: the gradient of the first layer has vanished.
    expect(dense[0].backwardVariance?.measured).toBeLessThan(1e-10);
    const lines = await run(['check', 'v1.vpnet'], 'zh_CN.UTF-8');
    expect(lines.out).toMatch(/前向方差/);
  });

  it('CLI-7: a project that cannot be trained is reported in full and does not pass', async () => {
    const document = smallProject();
    const project = await saved({
      ...document,
      network: { ...document.network, edges: document.network.edges.slice(1) },
    });
    const outcome = await run(['check', project, '--json']);
    expect(outcome.status).toBe(1);
    const report = jsonOf(outcome) as { trainable: boolean; problems: { severity: string }[] };
    expect(report.trainable).toBe(false);
    expect(report.problems.some(({ severity }) => severity === 'error')).toBe(true);
    expectSentence(await run(['train', project]), /^project\.vpnet cannot be trained as it is: /);
    expect(await readdir(folder)).not.toContain('project.vprun');
  });
});

describe('find-rate', () => {
  it('CLI-60: prints a curve and suggests a rate at which the network learns; the project stays as it is', async () => {
    const project = await saved(smallProject());
    const before = await readFile(join(folder, project), 'utf8');
    const outcome = await run(['find-rate', project, '--json']);
    expect(outcome).toMatchObject({ status: 0, error: '' });
    const report = jsonOf(outcome) as { suggestion: number; points: { rate: number }[] };
    expect(report.suggestion).toBeGreaterThan(1e-5);
    expect(report.suggestion).toBeLessThan(10);
    expect(report.points.length).toBeGreaterThan(10);
    expect(await readFile(join(folder, project), 'utf8')).toBe(before);
  });
});

describe('train', () => {
  it('CLI-8: trains, reports loss and metrics, and writes a run that reads back', async () => {
    const project = await saved(smallProject());
    const outcome = await run(['train', project, '--json', '--epochs', '30']);
    expect(outcome).toMatchObject({ status: 0, error: '' });
    const report = jsonOf(outcome) as Record<string, unknown> & {
      validationMetrics: Record<string, number>;
    };
    expect(report).toMatchObject({
      phase: 'finished',
      run: 'project.vprun',
      steps: 150,
      epochs: 30,
    });
    expect(report.validationMetrics.accuracy).toBeGreaterThan(0.9);
    const file = await runIn('project.vprun');
    expect(file.run.summary).toMatchObject({ loss: report.loss, state: { phase: 'finished' } });
    expect(file.checkpoint?.weights.map(({ node, name }) => `${node}.${name}`).sort()).toEqual([
      'hidden.bias',
      'hidden.kernel',
      'last.bias',
      'last.kernel',
    ]);
    // A second run goes beside the first, not over it.
    expect(jsonOf(await run(['train', project, '--json', '--steps', '1'])).run).toBe(
      'project-2.vprun',
    );
  });

  it('CLI-61: --folds validates every row once and reports mean and deviation', async () => {
    const project = await saved(smallProject());
    const args = ['train', project, '--folds', '3', '--epochs', '4'];
    const outcome = await run([...args, '--json']);
    expect(outcome).toMatchObject({ status: 0, error: '' });
    const report = jsonOf(outcome) as {
      folds: { validationLoss: number }[];
      validationLoss: { mean: number; deviation: number };
    };
    const losses = report.folds.map(({ validationLoss }) => validationLoss);
    expect(new Set(losses).size).toBe(3);
    expect(report.validationLoss.mean).toBeCloseTo((losses[0] + losses[1] + losses[2]) / 3, 10);
    expect(report.validationLoss.deviation).toBeGreaterThan(0);
    const table = await run(args);
    expect(table.out).toMatch(/^mean/m);
    expect(await readdir(folder)).not.toContain('project.vprun');
  });

  it.each(['wasm', 'cpu'])(
    'CLI-9: the same seed gives the same run, bit for bit, on %s',
    async (backend) => {
      const project = await saved(smallProject());
      const train = async (seed: string, out: string) => {
        const args = ['train', project, '--backend', backend, '--seed', seed, '--steps', '60'];
        expect((await run([...args, '--out', out])).status).toBe(0);
        return runIn(`${out}.vprun`);
      };
      const [one, same, other] = [
        await train('7', 'a'),
        await train('7', 'b'),
        await train('8', 'c'),
      ];
      expect(same.checkpoint).toEqual(one.checkpoint);
      expect(other.checkpoint).not.toEqual(one.checkpoint);
      expect(same.run.summary.loss).toBe(one.run.summary.loss);
    },
  );

  it('CLI-10: --steps trains as many steps as asked, beyond the project’s epochs too', async () => {
    const project = await saved(smallProject());
    const report = jsonOf(await run(['train', project, '--steps', '123', '--json']));
    expect(report).toMatchObject({ steps: 123, plannedSteps: 123, phase: 'finished' });
  });

  it('CLI-11: a run that blows up fails with the tensor that was first, and is kept', async () => {
    await run(['new', 'n1', '--lab', 'N1']);
    const outcome = await run(['train', 'n1.vpnet']);
    expect(outcome.status).toBe(1);
    expect(outcome.error).toMatch(
      /n1\.vpnet: training failed at step \d+: a number became NaN or infinite, first in the /,
    );
    const { run: stored } = await runIn('n1.vprun');
    expect(stored.summary.state.failure?.kind).toBe('not-finite');
    const json = await run(['train', 'n1.vpnet', '--json']);
    expect(jsonOf(json)).toMatchObject({
      phase: 'failed',
      failure: {
        kind: 'not-finite',
        message: {
          en: expect.stringMatching(/^In step \d+ the first number that is NaN or infinite/),
          zh: expect.stringMatching(/^第 \d+ 步首次出现 NaN 或无穷大，位于.+。$/),
        },
      },
      error: { kind: 'run-failed' },
      findings: [{ cause: 'rateTooHigh' }],
    });
    expect(outcome.error).toMatch(/The learning rate is too high/);
  });

  it('CLI-12: Ctrl-C stops cleanly: what was recorded is kept, and the status says so', async () => {
    const project = await saved(smallProject());
    const child = spawn(process.execPath, [PROGRAM, 'train', project, '--epochs', '100000'], {
      cwd: folder,
      env: environment('en_US.UTF-8'),
    });
    const ended = collect(child);
    // It says so once its trainer runs; a signal before that would only end the start.
    await new Promise((resolve) => child.stderr?.once('data', resolve));
    child.kill('SIGINT');
    const { status, out, error } = await ended;
    expect(status).toBe(130);
    expect(out).toBe('');
    const [, step] = /training was stopped at step ([\d,]+) of 500,000;/.exec(error) ?? [];
    const { run: stored, checkpoint } = await runIn('project.vprun');
    expect(stored.summary.state).toMatchObject({ phase: 'stopped' });
    expect(stored.summary.state.step).toBe(Number(step.replaceAll(',', '')));
    expect(checkpoint?.step).toBe(stored.summary.state.step);
  });

  it('CLI-13: --out never replaces a file that is no run', async () => {
    const project = await saved(smallProject());
    const before = await readFile(join(folder, project), 'utf8');
    expectSentence(
      await run(['train', project, '--out', project]),
      /^project\.vpnet exists and is not a run, so it is not replaced\./,
    );
    expect(await readFile(join(folder, project), 'utf8')).toBe(before);
    // Said before the training, not after it.
    const lost = await run(['train', project, '--out', 'absent/run', '--epochs', '100000']);
    expectSentence(lost, /^absent\/run\.vprun cannot be written: it does not exist\./);
  });

  it('CLI-18: new takes a CSV or a folder of pictures beside the project, and train trains on it', async () => {
    const fixtures = join(import.meta.dirname, '../../fixtures/pictures');
    for (const name of ['cats', 'dogs']) {
      await mkdir(join(folder, 'pets', name), { recursive: true });
      for (const file of ['rgb.png', 'grey8.png', 'palette4.png', 'rgba.png']) {
        await copyFile(join(fixtures, file), join(folder, 'pets', name, file));
      }
    }
    await writeFile(join(folder, 'pets/cats/cut.png'), 'not a picture');
    const made = await run(['new', 'mine', '--data', 'pets', '--json']);
    expect(made.status).toBe(0);
    expect(jsonOf(made)).toMatchObject({
      nodes: 6,
      warnings: ['“cats/cut.png” is left out: its first bytes are those of neither PNG nor JPEG.'],
    });
    const parsed = parseProject(await readFile(join(folder, 'mine.vpnet'), 'utf8'));
    expect(parsed).toMatchObject({
      value: {
        document: {
          data: {
            dataset: {
              kind: 'imageFolder',
              parameters: {
                folder: 'pets',
                hash: '',
                classes: ['cats', 'dogs'],
                height: 5,
                width: 9,
              },
            },
          },
        },
      },
    });
    const trained = await run(['train', 'mine.vpnet', '--steps', '3', '--json']);
    expect(trained.status).toBe(0);

    await writeFile(join(folder, 'line.csv'), 'x,y\n1,2.5\n2,4.1\n3,6.2\n4,7.9\n5,10.2\n6,12.1\n');
    expect((await run(['new', 'line', '--data', 'line.csv'])).status).toBe(0);
    expect((await run(['train', 'line.vpnet', '--steps', '3'])).status).toBe(0);
  });

  it('CLI-19: data that lie elsewhere are refused with the cure, and no project is written', async () => {
    const elsewhere = join(import.meta.dirname, '../../fixtures/pictures');
    expectSentence(
      await run(['new', 'far', '--data', elsewhere]),
      /must lie beside the project or below it, in .+ Copy it there\.\n/,
    );
    expectSentence(
      await run(['new', 'far', '--data', 'nowhere.csv']),
      /^nowhere\.csv cannot be read: it does not exist\.\n/,
    );
    expectSentence(
      await run(['new', 'far', '--data', 'x', '--lab', LABS[0].id]),
      /^Give either --lab or --data, not both\.\n/,
    );
    expect(await readdir(folder)).not.toContain('far.vpnet');
  });

  it('CLI-14: trains on a CSV beside the project, and names the line of a bad value', async () => {
    const column = {
      role: 'feature',
      encoding: 'number',
      missing: 'refuse',
      categories: [],
    } as const;
    const document = smallProject({
      data: {
        ...smallProject().data,
        dataset: dataset('csv', { file: 'points.csv', hash: '' }),
        columns: [
          { ...column, name: 'x', categories: [] },
          { ...column, name: 'y', categories: [] },
          { ...column, name: 'side', role: 'target', encoding: 'category', categories: ['l', 'r'] },
        ],
      },
    });
    const project = await saved(document);
    const rows = Array.from(
      { length: 80 },
      (_, row) => `${row % 9},${row % 7},${row % 9 < 4 ? 'l' : 'r'}`,
    );
    await writeFile(join(folder, 'points.csv'), `x,y,side\n${rows.join('\n')}\n`);
    expect((await run(['train', project, '--steps', '5'])).status).toBe(0);
    rows[10] = 'four,2,l';
    await writeFile(join(folder, 'points.csv'), `x,y,side\n${rows.join('\n')}\n`);
    expectSentence(
      await run(['train', project]),
      /^project\.vpnet: Line 12, column “x”: “four” is not a number\./,
    );
    await rm(join(folder, 'points.csv'));
    expectSentence(
      await run(['train', project]),
      /^project\.vpnet: The data file “points\.csv” is neither/,
    );
  });
});

describe('serve', () => {
  it('CLI-15: prints an address that lets a browser in, and ends on Ctrl-C', async () => {
    const child = spawn(process.execPath, [PROGRAM, 'serve', '--json', '--folder', folder], {
      cwd: folder,
      env: environment('en_US.UTF-8'),
    });
    const ended = collect(child);
    const line = await new Promise<string>((resolve) => {
      child.stdout?.once('data', (bytes) => resolve(String(bytes)));
    });
    const { address, port } = JSON.parse(line) as { address: string; port: number };
    expect(address).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${port}/\\?token=`));
    const answer = await fetch(address, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(401);
    expectSentence(
      await run(['serve', '--port', String(port)]),
      new RegExp(`^Port ${port} is taken by another program\\.`),
    );
    child.kill('SIGINT');
    expect((await ended).status).toBe(0);
    expectSentence(
      await run(['serve', '--folder', 'absent']),
      /^absent cannot be read: it does not exist\./,
    );
    expectSentence(await run(['serve', 'absent.vpnet']), /^absent\.vpnet does not exist\./);
    await writeFile(join(folder, 'junk.vpnet'), 'junk');
    expectSentence(await run(['serve', 'junk.vpnet']), /^junk\.vpnet: /);
  });
});

function collect(child: ChildProcess): Promise<Outcome> {
  let out = '';
  let error = '';
  child.stdout?.on('data', (bytes) => {
    out += bytes;
  });
  child.stderr?.on('data', (bytes) => {
    error += bytes;
  });
  return new Promise((resolve) => {
    child.on('close', (status) => resolve({ status: status ?? -1, out, error }));
  });
}

describe('bench', () => {
  it('CLI-16: times every standard workload, plain and instrumented', async () => {
    const outcome = await run(['bench', '--quick', '--json']);
    expect(outcome).toMatchObject({ status: 0, error: '' });
    const { rows } = jsonOf(outcome) as {
      rows: { workload: string; mode: string; medianMs: number }[];
    };
    expect([...new Set(rows.map(({ workload }) => workload))]).toEqual(
      WORKLOADS.map(({ name }) => name),
    );
    expect(rows.map(({ mode }) => mode)).toEqual(WORKLOADS.flatMap(() => MODES));
    expect(rows.every(({ medianMs }) => medianMs > 0)).toBe(true);
  });
});
