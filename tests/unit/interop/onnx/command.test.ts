import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { expectClose } from '../../engine/support';
import { terminal } from '../terminal';
import { run as computed } from './runtime';

const TOLERANCE = 1e-5;

it('EXCHANGE-37: by the command line a model of PyTorch comes in, and its run goes out as ONNX that computes the same', async () => {
  const { at, run } = terminal();
  const model = 'tests/fixtures/onnx/mlp.onnx';
  const done = await run('import', model, '--out', at('mine'), '--json');
  expect(done).toMatchObject({ status: 0, error: '' });
  const report = JSON.parse(done.out);
  const out = at('again.onnx');
  const sent = await run(
    'export',
    report.file,
    '--to',
    'onnx',
    '--run',
    report.run,
    '--out',
    out,
    '--json',
  );
  expect(sent).toMatchObject({ status: 0, error: '' });
  const { features, shape, outputs } = JSON.parse(
    readFileSync('tests/fixtures/onnx/mlp.json', 'utf8'),
  );
  const values = Float32Array.from(features as number[]);
  const given = { shape: [values.length / shape[0], ...shape], values };
  const [first] = (await computed(new Uint8Array(readFileSync(out)), given)).values();
  expectClose(first, outputs as number[], TOLERANCE, TOLERANCE);
});
