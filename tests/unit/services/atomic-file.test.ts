import { readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { scratchFolder } from '../../support/scratch';

/** Errors with which the system refuses the next renames; it takes those after them. */
const refusals: string[] = [];

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return {
    ...real,
    rename: async (from: string, to: string) => {
      const code = refusals.shift();
      if (code) throw Object.assign(new Error(`${code}: rename`), { code });
      await real.rename(from, to);
    },
  };
});

const { writeAtomically, writePieces } = await import('../../../main/services/atomic-file');

const realPlatform = process.platform;
const pretend = (platform: NodeJS.Platform) =>
  Object.defineProperty(process, 'platform', { value: platform });

afterEach(() => {
  refusals.length = 0;
  pretend(realPlatform);
});

/** A file with a content, in a folder of its own. */
function kept(): { readonly folder: string; readonly file: string } {
  const folder = scratchFolder();
  const file = join(folder, 'net.vpnet');
  writeFileSync(file, 'before');
  return { folder, file };
}

describe('a target that another program holds', () => {
  test('FAULT-1: stays as it was, with nothing beside it, and the write says why', async () => {
    const { folder, file } = kept();
    refusals.push('EBUSY');
    await expect(writeAtomically(file, 'after')).rejects.toMatchObject({ code: 'EBUSY' });
    expect(readFileSync(file, 'utf8')).toBe('before');
    expect(readdirSync(folder)).toEqual(['net.vpnet']);
  });

  test('FAULT-1: is written where it is let go of within a moment, as scanners under Windows do', async () => {
    const { folder, file } = kept();
    pretend('win32');
    refusals.push('EPERM', 'EBUSY');
    await writeAtomically(file, 'after');
    expect(readFileSync(file, 'utf8')).toBe('after');
    expect(readdirSync(folder)).toEqual(['net.vpnet']);
  });
});

test('FAULT-2: a symbolic link stays one, and what it leads to is written', async () => {
  const { folder, file } = kept();
  const link = join(folder, 'link.vpnet');
  symlinkSync(file, link);
  await writeAtomically(link, 'after');
  expect(readlinkSync(link)).toBe(file);
  expect(readFileSync(file, 'utf8')).toBe('after');
});

test('FAULT-3: a content that breaks off in the middle leaves the target as it was', async () => {
  const { folder, file } = kept();
  const broken = writePieces(file, async (write) => {
    await write('half of it');
    throw new Error('no more');
  });
  await expect(broken).rejects.toThrow('no more');
  expect(readFileSync(file, 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['net.vpnet']);
});
