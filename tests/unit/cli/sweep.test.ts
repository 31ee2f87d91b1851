import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inFolder, type Outcome } from './in-folder';

const SHORT = ['--vary', 'epochs=2'];

describe('sweep', () => {
  it('SWEEP-13: a grid is trained, told as a table with the best, and written as CSV', async () => {
    const { run, folder } = inFolder();
    await run('new', 'net.vpnet', '--lab', 'S2');
    const before = readFileSync(join(folder, 'net.vpnet'), 'utf8');
    const varied = ['--vary', 'rate=0.01,0.1', '--vary', 'depth=1,2', ...SHORT];
    const { status, out, error } = await run('sweep', 'net.vpnet', ...varied, '--out', 'all.csv');
    expect(status).toBe(0);
    expect(error).toContain('Training 4 runs');
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^Run +Learning rate +Depth +Epochs +Score/);
    expect(lines.slice(2, 6).map((line) => line.trim().split(/ +/).slice(0, 3))).toEqual([
      ['1', '0.01', '1'],
      ['2', '0.01', '2'],
      ['3', '0.1', '1'],
      ['4', '0.1', '2'],
    ]);
    expect(out).toMatch(/Best by score: run \d/);
    const [header, ...rows] = readFileSync(join(folder, 'all.csv'), 'utf8').trimEnd().split('\r\n');
    expect(header.split(',').slice(0, 5)).toEqual(['run', 'rate', 'depth', 'epochs', 'phase']);
    expect(rows.map((row) => row.split(',').slice(0, 5).join())).toEqual([
      '1,0.01,1,2,finished',
      '2,0.01,2,2,finished',
      '3,0.1,1,2,finished',
      '4,0.1,2,2,finished',
    ]);
    expect(readFileSync(join(folder, 'net.vpnet'), 'utf8')).toBe(before);
  }, 60_000);

  it('SWEEP-14: random draws repeat by their seed, as one JSON object; --out takes JSON too', async () => {
    const { run, folder } = inFolder();
    await run('new', 'net.vpnet', '--lab', 'S2');
    const args = ['net.vpnet', '--vary', 'rate=1e-4..1', ...SHORT, '--random', '2', '--json'];
    const first = JSON.parse((await run('sweep', ...args, '--seed', '7', '--out', 'r.json')).out);
    const again = JSON.parse((await run('sweep', ...args, '--seed', '7')).out);
    const other = JSON.parse((await run('sweep', ...args, '--seed', '8')).out);
    const rates = ({ runs }: { runs: { values: { rate: number } }[] }) =>
      runs.map(({ values }) => values.rate);
    expect(rates(first)).toEqual(rates(again));
    expect(rates(first)).not.toEqual(rates(other));
    expect(new Set(rates(first)).size).toBe(2);
    expect(first.runs[0]).toMatchObject({ phase: 'finished', metric: 'accuracy' });
    expect(first.runs[first.best].score).toBe(
      Math.max(...first.runs.map(({ score }: { score: number }) => score)),
    );
    expect(JSON.parse(readFileSync(join(folder, 'r.json'), 'utf8'))).toEqual(first.runs);
  }, 60_000);

  it.each([
    [['--vary', 'rate=fast'], /“fast” is no value of “rate”: it must be a number from 0/],
    [['--vary', 'depth=0'], /must be a whole number from 1 to 200/],
    [['--vary', 'nothing=1'], /Named axes: initializer, activation, depth/],
    [['--vary', 'rate=0.1', '--vary', 'rate=0.2'], /“rate” is varied twice/],
    [['--vary', 'seed=1..1000/200', '--vary', 'rate=1e-4..1/6'], /1,200 runs; a sweep has 1,000/],
    [['--vary', 'rate=0.1', '--seed', '3'], /add --random N/],
    [['--vary', 'rate=0.1', '--random', '0'], /--random must be a whole number/],
    [['--vary', 'rate=0.1', '--out', 'x.txt'], /\.csv or \.json/],
    [['--vary', 'head.units=3'], /cannot be trained: /],
    [[], /Say what to vary: --vary PATH=V1,V2/],
  ])(
    'SWEEP-15: %j is refused in one sentence with the cure, and nothing is trained',
    async (args, says) => {
      const { run, folder } = inFolder();
      await run('new', 'net.vpnet', '--lab', 'S2');
      const { status, out, error } = await run('sweep', 'net.vpnet', ...args);
      expect(status).toBeGreaterThan(0);
      expect(out).toBe('');
      expect(error).toMatch(says);
      expect(error.trimEnd().split('\n')).toHaveLength(1);
      expect(existsSync(join(folder, 'x.txt'))).toBe(false);
    },
  );

  it('SWEEP-12: Ctrl-C ends a sweep with what is done, and the status says so', async () => {
    const { run, begin } = inFolder('zh_CN.UTF-8');
    await run('new', 'net.vpnet', '--lab', 'S2');
    // One more than cores, which train one each: it is not begun.
    const count = availableParallelism() + 1;
    const ended = await new Promise<Outcome>((resolve) => {
      const varied = ['--vary', 'epochs=100000', '--vary', `seed=1..${count}`];
      const child = begin(['sweep', 'net.vpnet', ...varied], resolve);
      child.stderr?.on('data', (text: string) => {
        // Time for the others to begin, so that there are runs to stop.
        if (text.includes(`共 ${count} 次训练`)) setTimeout(() => child.kill('SIGINT'), 1_500);
      });
    });
    expect(ended.status).toBe(130);
    expect(ended.out).toContain('未训练');
    expect(ended.error).toContain('扫描在完成');
  }, 60_000);
});
