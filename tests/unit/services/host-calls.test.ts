import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createDocument } from '../../../shared/document/new-document';
import { HOST_CALLS, type HostCallName } from '../../../shared/host';
import { scratchFolder } from '../../support/scratch';
import { openServices } from './open-services';

const names = Object.keys(HOST_CALLS) as HostCallName[];

const cyclic: Record<string, unknown> = {};
cyclic.handle = cyclic;
cyclic.document = cyclic;

const deep = (): unknown => {
  let value: unknown = {};
  for (let level = 0; level < 50_000; level += 1) value = { document: value, handle: [value] };
  return value;
};

/** What no call takes; `{}` stands apart because some calls take nothing. */
const JUNK: readonly (readonly [string, unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['a number', 42],
  ['a text', 'rm -rf'],
  ['a list', [1, 2, 3]],
  ['a function', () => 1],
  ['bytes', new Uint8Array(64)],
];

/** What calls with fields must refuse. */
const WRONG_FIELDS: readonly (readonly [string, unknown])[] = [
  ['no fields', {}],
  ['itself', cyclic],
  ['great depth', deep()],
  [
    'wrong types',
    Object.fromEntries(
      ['handle', 'folder', 'name', 'draft', 'run', 'document', 'value', 'content', 'project'].map(
        (field) => [field, { toString: () => '/etc/passwd' }],
      ),
    ),
  ],
  [
    'paths',
    Object.fromEntries(
      ['handle', 'folder', 'name', 'draft', 'run'].map((field) => [field, '../../etc/passwd']),
    ),
  ],
];

/** Every file below a folder with its content, apart from the presence that renews itself. */
function snapshot(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true }) as string[];
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

const takesNothing = (name: HostCallName): boolean => HOST_CALLS[name].input.safeParse({}).success;

describe.each(names)('SAFE-3: junk to %s', (name) => {
  test('is refused by name, logged, and changes nothing', async () => {
    const { home, logged, services } = openServices();
    const before = snapshot(home);
    for (const [what, input] of JUNK) {
      const answer = await services.answer(name, input, 0, 'window');
      expect(answer, what).toMatchObject({ ok: false, failure: { kind: 'invalid-input' } });
      if (!answer.ok) expect(answer.failure.text.en).toContain(name);
      expect(logged.at(-1)).toContain(name);
    }
    expect(snapshot(home)).toEqual(before);
  });

  test('with wrong fields is refused in words', async () => {
    const { home, services } = openServices();
    const before = snapshot(home);
    const wrong = WRONG_FIELDS.filter(([what]) => what !== 'no fields' || !takesNothing(name));
    for (const [what, input] of wrong) {
      const answer = await services.answer(name, input, 0, 'window');
      expect(answer.ok, what).toBe(false);
      if (!answer.ok) expect(answer.failure.text.zh.length).toBeGreaterThan(0);
    }
    expect(snapshot(home)).toEqual(before);
  });

  test('too many bytes are refused with the figure before anything is parsed', async () => {
    const { services } = openServices();
    const limit = HOST_CALLS[name].maximumBytes;
    const answer = await services.answer(name, cyclic, limit + 1, 'window');
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'input-too-large' } });
  });
});

test.each(['', 'nothing', '__proto__', 'constructor', 'toString', 'projects.open '.repeat(1_000)])(
  'SAFE-3: a call named %j does not exist',
  async (name) => {
    const { services } = openServices();
    const answer = await services.answer(name, {}, 0, 'window');
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'unknown-call' } });
    if (!answer.ok) expect(answer.failure.text.en.length).toBeLessThan(300);
  },
);

test('SAFE-3: reserved keys in a document are left out and reach no prototype', async () => {
  const { home, services } = openServices();
  const document = JSON.parse(
    JSON.stringify(createDocument('x')).replace(
      '"parameters":{}',
      '"parameters":{"__proto__":{"polluted":true}}',
    ),
  );
  const parameters = document.data.dataset.parameters;
  expect(Object.hasOwn(parameters, '__proto__')).toBe(true);
  await services.answer('drafts.write', { draft: 'd', handle: null, document }, 0, 'window');
  const written = readFileSync(join(home, 'data', 'drafts', 'd.draft.json'), 'utf8');
  expect(written).not.toContain('polluted');
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

describe('files.export', () => {
  const content = new TextEncoder().encode('step,loss\n');

  test('HOST-3: goes to the exports folder and writes over nothing', async () => {
    const { home, window } = openServices();
    await window().call('files.export', { name: 'loss.csv', content });
    await window().call('files.export', { name: 'loss.csv', content });
    const folder = join(home, 'projects', 'exports');
    expect(readdirSync(folder).sort()).toEqual(['loss (2).csv', 'loss.csv']);
    expect(readFileSync(join(folder, 'loss (2).csv'), 'utf8')).toBe('step,loss\n');
  });

  test.each(['../../evil.csv', '..\\..\\evil.csv', '/etc/evil.csv'])(
    'SAFE-2: %j stays in the exports folder',
    async (name) => {
      const { home, window } = openServices();
      await window().call('files.export', { name, content });
      expect(readdirSync(join(home, 'projects', 'exports'))).toEqual(['evil.csv']);
    },
  );

  test.each(['..', '.', '', '/', '.bashrc'])('SAFE-2: %j is refused', async (name) => {
    const { window } = openServices();
    expect(await window().refusal('files.export', { name, content })).toBe('bad-name');
  });
});

test('HOST-4: several chosen folders are all reached from the first, and nothing above them', async () => {
  const root = scratchFolder();
  const folders = ['one', 'two'].map((name) => join(root, name));
  for (const folder of folders) mkdirSync(join(folder, 'inner'), { recursive: true });
  const { window } = openServices({ projectFolders: folders });
  const first = await window().call('projects.browse', { folder: null });
  expect(first.entries.map(({ name }) => name)).toEqual([folders[1], 'inner']);
  const inner = await window().call('projects.browse', { folder: first.entries[1].handle });
  expect(inner.path.map(({ name }) => name)).toEqual(['one', 'inner']);
  const other = await window().call('projects.browse', { folder: first.entries[0].handle });
  expect(other.path.map(({ name }) => name)).toEqual(['two']);
});
