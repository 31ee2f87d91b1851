import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shareWeights } from '../../../shared/document/edits';
import { serializeProject } from '../../../shared/document/file';
import { PROGRAM } from '../../support/host-process';
import { inBlock, instanceAfter } from '../document/blocks';
import { choiceOf, documentOf, head, layer } from '../engine/support';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanishing-point-blocks-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (
  ...args: readonly string[]
): Promise<{ readonly status: number; readonly out: string }> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [PROGRAM, ...args],
      { cwd: folder, env: { PATH: process.env.PATH, VANISHING_POINT_HOME: join(folder, 'home') } },
      (_error, out) => resolve({ status: child.exitCode ?? -1, out }),
    );
  });

it('BLOCK-18: check and train work on blocks, and name layers inside by their path', async () => {
  const square = { units: 8, activation: choiceOf('tanh') };
  const chain = documentOf([
    layer('first', 'dense', { parameters: square }),
    layer('one', 'dense', { parameters: square }),
    head(2),
  ]);
  const shared = shareWeights(
    instanceAfter(inBlock(chain, 'one'), 'block-1'),
    'block-2',
    'block-1',
  );
  await writeFile(join(folder, 'blocks.vpnet'), serializeProject(shared));

  const checked = await run('check', 'blocks.vpnet');
  expect(checked.out).toMatch(/^Block 1 \/ one +8 +72 /m);
  expect(checked.out).toMatch(/^Block 2 \/ one +8 +(= )?Block 1 \/ one/m);
  expect(checked.status).toBe(0);
  const trained = await run('train', 'blocks.vpnet', '--steps', '3', '--json');
  expect(trained.status).toBe(0);
  expect(JSON.parse(trained.out)).toMatchObject({ steps: 3 });
}, 60_000);
