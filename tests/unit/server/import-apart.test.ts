import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readApart } from '../../../main/services/import-apart';
import { kerasHdf5 } from '../../../shared/interop/keras/import';

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
    const read = await readApart(kerasHdf5, task, { entry: ENTRY });
    expect(read).toEqual(await kerasHdf5.read(task.files));
    expect(read.ok && read.value.weights?.length).toBe(4);
  });

  it('EXCHANGE-20: a damaged file on which the library goes round for ever is given up', async () => {
    const task = filesWith((content) => {
      content[4432] = 181;
    });
    const read = await readApart(kerasHdf5, task, { entry: ENTRY, limit: 4_000 });
    expect(read.ok ? null : read.failure.kind).toBe('import-stuck');
  });

  it('EXCHANGE-20: a thread that ends without an answer is a failure in words', async () => {
    const task = filesWith(() => undefined);
    const read = await readApart({ ...kerasHdf5, kind: 'nobody' }, task, { entry: ENTRY });
    expect(read.ok ? null : read.failure.kind).toBe('import-crashed');
  });
});
