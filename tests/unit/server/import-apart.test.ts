import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readApart } from '../../../main/services/import-apart';
import { kerasHdf5 } from '../../../shared/interop/keras/import';
import { scratchFolder } from '../../support/scratch';

const ROOT = join(import.meta.dirname, '../../..');
const ENTRY = join(ROOT, 'dist/main/importer.mjs');
const NAME = 'keras-2-sequential.h5';

const filesWith = (change: (content: Uint8Array) => void) => {
  const content = new Uint8Array(readFileSync(join(ROOT, 'tests/fixtures/exchange', NAME)));
  change(content);
  return { files: [{ path: NAME, content }], onto: undefined };
};

describe('a file is read in a thread of its own', () => {
  it('EXCHANGE-20: what it came to arrives whole, weights and all', async () => {
    const task = filesWith(() => undefined);
    const read = await readApart(task, { entry: ENTRY });
    expect(read).toEqual(await kerasHdf5.read(task.files));
    expect(read?.ok && read.value.weights?.length).toBe(4);
  });

  it('EXCHANGE-20: a damaged file on which the library goes round for ever is given up', async () => {
    const task = filesWith((content) => {
      content[4432] = 181;
    });
    const read = await readApart(task, { entry: ENTRY, limit: 4_000 });
    expect(read?.ok === false && read.failure.kind).toBe('import-stuck');
  });

  it('EXCHANGE-20: a thread that ends without an answer is a failure in words', async () => {
    const task = filesWith(() => undefined);
    const entry = join(scratchFolder(), 'importer.mjs');
    writeFileSync(entry, 'process.exit(3);');
    const read = await readApart(task, { entry });
    expect(read?.ok === false && read.failure.kind).toBe('import-crashed');
  });

  it('EXCHANGE-20: what nobody recognises has no answer', async () => {
    const content = new TextEncoder().encode('[1, 2]');
    expect(await readApart({ files: [{ path: 'a.json', content }] }, { entry: ENTRY })).toBeNull();
  });
});
