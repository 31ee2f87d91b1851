import { copyFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseProject, serializeProject } from '../../../shared/document/file';
import { decodeRunFile } from '../../../shared/telemetry/run-file';
import { documentAround } from '../engine/networks';
import { expectClose } from '../engine/support';
import { runFile } from './run-file';
import { terminal } from './terminal';

const FIXTURES = join(import.meta.dirname, '../../fixtures/exchange');

const project = (path: string) => {
  const parsed = parseProject(readFileSync(path, 'utf8'));
  if (!parsed.ok) throw new Error(parsed.failure.text.en);
  return parsed.value;
};

describe('vanishing-point import', () => {
  it('EXCHANGE-18: a .keras file becomes a project, and its weights a run that goes out again', async () => {
    const { at, run } = terminal();
    copyFileSync(join(FIXTURES, 'keras-3-functional.keras'), at('net.keras'));
    const done = await run('import', at('net.keras'), '--out', at('mine'), '--json');
    expect(done).toMatchObject({ status: 0, error: '' });
    const report = JSON.parse(done.out);
    expect(report).toMatchObject({ file: at('mine.vpnet'), run: at('mine.vprun'), nodes: 7 });
    expect(report.notes).toHaveLength(1);
    expect(project(report.file)).toMatchObject({ repairs: [], document: { name: 'mine' } });
    const kept = await decodeRunFile(new Uint8Array(readFileSync(report.run)));
    expect(kept.ok && kept.value.run.summary.purpose).toEqual({ kind: 'imported' });

    const out = at('again');
    const exported = await run(
      'export',
      report.file,
      '--to',
      'keras',
      '--run',
      report.run,
      '--out',
      out,
    );
    expect(exported).toMatchObject({ status: 0, error: '' });
    const twice = await run('import', join(out, 'model.keras'), '--out', at('twice'), '--json');
    const second = await decodeRunFile(new Uint8Array(readFileSync(JSON.parse(twice.out).run)));
    const weights = (file: typeof kept) =>
      file.ok && file.value.checkpoint?.weights.map(({ values }) => [...values]);
    expect(weights(second)).toEqual(weights(kept));
  });

  it('EXCHANGE-18: the weights file of model.json is found beside it', async () => {
    const { at, run } = terminal();
    cpSync(join(FIXTURES, 'tfjs-picture'), at('picture'), { recursive: true });
    const done = await run(
      'import',
      at('picture/model.json'),
      '--out',
      at('p'),
      '--run-out',
      at('w'),
      '--json',
    );
    expect(JSON.parse(done.out)).toMatchObject({ run: at('w.vprun'), nodes: 6 });
  });

  it('EXCHANGE-18: weights of exported PyTorch source go onto the network of their project', async () => {
    const { at, run } = terminal();
    const document = documentAround('gru');
    writeFileSync(at('net.vpnet'), serializeProject(document));
    await runFile(document, at('net.vprun'));
    await run(
      'export',
      at('net.vpnet'),
      '--to',
      'pytorch',
      '--run',
      at('net.vprun'),
      '--out',
      at('torch'),
    );
    const done = await run(
      'import',
      at('torch/weights.safetensors'),
      '--onto',
      at('net.vpnet'),
      '--out',
      at('back'),
      '--json',
    );
    expect(done.error).toBe('');
    const before = await decodeRunFile(new Uint8Array(readFileSync(at('net.vprun'))));
    const after = await decodeRunFile(new Uint8Array(readFileSync(JSON.parse(done.out).run)));
    const weights = (file: typeof after) =>
      file.ok &&
      new Map(
        file.value.checkpoint?.weights.map(({ node, name, values }) => [
          `${node} ${name}`,
          [...values],
        ]),
      );
    expect(weights(after)).toEqual(weights(before));
    const alone = await run('import', at('torch/weights.safetensors'), '--out', at('none'));
    expect(alone.error).toMatch(/Say onto which project/);
    expect(existsSync(at('none.vpnet'))).toBe(false);
  });

  it('EXCHANGE-18: an imported network answers for rows of one’s own as its own tool does', async () => {
    const { at, run } = terminal();
    const expected = JSON.parse(readFileSync(join(FIXTURES, 'expected-keras.json'), 'utf8'));
    const { inputs, outputs } = expected['keras-3-functional.keras'];
    const rows: string[] = inputs.map((row: number[], index: number) => [...row, index].join(','));
    writeFileSync(at('rows.csv'), ['a,b,c,y', ...rows, ...rows].join('\n'));
    await run('new', at('mine'), '--data', at('rows.csv'));
    const own = project(at('mine.vpnet')).document;
    const data = { ...own.data, standardizeFeatures: false, standardizeTarget: false };
    writeFileSync(at('mine.vpnet'), serializeProject({ ...own, data }));
    copyFileSync(join(FIXTURES, 'keras-3-functional.keras'), at('net.keras'));
    await run('import', at('net.keras'), '--onto', at('mine.vpnet'), '--out', at('net'));
    const asked = ['--run', at('net.vprun'), '--input', at('rows.csv'), '--json'];
    const done = await run('predict', at('net.vpnet'), ...asked);
    expect(done.error).toBe('');
    const { predictions } = JSON.parse(done.out);
    const answers = predictions
      .slice(0, 3)
      .map((each: { predicted: { y: number } }) => each.predicted.y);
    expectClose(answers, outputs.flat(), 1e-5, 1e-6);
  });

  it('EXCHANGE-18: what was not taken over is listed; nothing is written over, and what nobody reads is said', async () => {
    const { at, run } = terminal();
    copyFileSync(join(FIXTURES, 'keras-3-lambda.keras'), at('net.keras'));
    const done = await run('import', at('net.keras'), '--out', at('mine'));
    expect(done.out).toMatch(/What you should know:\n {2}Layer “trick”.*Lambda/);
    const before = readFileSync(at('mine.vpnet'), 'utf8');
    const again = await run('import', at('net.keras'), '--out', at('mine'));
    expect(again.error).toMatch(/exists already.*--force/);
    expect(readFileSync(at('mine.vpnet'), 'utf8')).toBe(before);
    expect((await run('import', at('net.keras'), '--out', at('mine'), '--force')).status).toBe(0);
    for (const [args, sentence] of [
      [[at('net.keras')], /--out PROJECT/],
      [[at('nothing.keras'), '--out', at('x')], /nothing\.keras cannot be read/],
      [
        [at('mine.vpnet'), '--out', at('x')],
        /none of the files that networks are read from: Keras archive/,
      ],
    ] as const) {
      const refused = await run('import', ...args);
      expect(refused.status).toBeGreaterThan(0);
      expect(refused.error).toMatch(sentence);
      expect(refused.error.trimEnd().split('\n')).toHaveLength(1);
    }
    expect(existsSync(at('x.vpnet'))).toBe(false);
  });
});
