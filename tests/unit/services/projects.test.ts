import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseProject, serializeProject } from '../../../shared/document/file';
import { createDocument } from '../../../shared/document/new-document';
import { CURRENT_VERSION } from '../../../shared/document/schema';
import { scratchFolder } from '../../support/scratch';
import { openServices, place } from './open-services';

const first = createDocument('First version');
const second = createDocument('Second version');

describe('project files', () => {
  test('SAVE-1: what is saved opens again as it was, after the app was closed too', async () => {
    const { home, services, window } = openServices();
    const handle = await place(window(), 'spirals');
    await window().call('projects.save', { handle, document: first });
    await services.close();

    const again = openServices({ home }).window();
    const [recent] = await again.call('projects.recent', {});
    const opened = await again.call('projects.open', { handle: recent.handle });
    expect(opened.document).toEqual(first);
    expect(opened.repairs).toEqual([]);
    expect(opened.readOnly).toBeNull();
  });

  test('SAVE-2: the version before stays beside the file as .bak', async () => {
    const { home, window } = openServices();
    const handle = await place(window(), 'net');
    await window().call('projects.save', { handle, document: first });
    await window().call('projects.save', { handle, document: second });
    const file = join(home, 'projects', 'net.vpnet');
    expect(readFileSync(file, 'utf8')).toBe(serializeProject(second));
    expect(readFileSync(`${file}.bak`, 'utf8')).toBe(serializeProject(first));
  });

  test('SAVE-2: a damaged file never replaces a good .bak', async () => {
    const { home, window } = openServices();
    const handle = await place(window(), 'net');
    await window().call('projects.save', { handle, document: first });
    await window().call('projects.save', { handle, document: second });
    const file = join(home, 'projects', 'net.vpnet');
    truncateSync(file, 30);
    const other = window('window-2');
    await window().call('projects.close', { handle });
    await other.call('projects.save', { handle, document: second });
    expect(readFileSync(`${file}.bak`, 'utf8')).toBe(serializeProject(first));
  });

  test('SAVE-3: a file that cannot be read any more opens as its .bak, and says so; the file stays untouched', async () => {
    const { home, window } = openServices();
    const handle = await place(window(), 'net');
    await window().call('projects.save', { handle, document: first });
    await window().call('projects.save', { handle, document: second });
    const file = join(home, 'projects', 'net.vpnet');
    for (const length of [0, 30]) {
      truncateSync(file, length);
      const opened = await window().call('projects.open', { handle });
      expect(opened.document).toEqual(first);
      expect(opened.repairs[0].en).toContain('net.vpnet.bak');
      expect(opened.repairs[0].zh).toContain('net.vpnet.bak');
      expect(readFileSync(file, 'utf8')).toHaveLength(length);
      truncateSync(file, 0);
      writeFileSync(file, serializeProject(second));
    }
  });

  test('SAVE-3: without a .bak a truncated file is refused in words', async () => {
    const { home, window } = openServices();
    writeFileSync(join(home, 'projects', 'cut.vpnet'), serializeProject(first).slice(0, 40));
    const handle = await place(window(), 'cut');
    expect(await window().refusal('projects.open', { handle })).toBe('not-json');
  });

  test('SAVE-4: a file that changed on disk since it was opened is not written over', async () => {
    const { home, window } = openServices();
    const handle = await place(window(), 'net');
    await window().call('projects.save', { handle, document: first });
    await window().call('projects.open', { handle });
    const file = join(home, 'projects', 'net.vpnet');
    writeFileSync(file, serializeProject(createDocument('By another program')));
    expect(await window().refusal('projects.save', { handle, document: second })).toBe(
      'changed-elsewhere',
    );
    expect(readFileSync(file, 'utf8')).toContain('By another program');
    // Chosen again by name, after the page asked whether to replace it.
    const chosen = await place(window(), 'net');
    await window().call('projects.save', { handle: chosen, document: second });
    expect(readFileSync(file, 'utf8')).toBe(serializeProject(second));
  });

  test("SAVE-5: a newer version's file is never written over, opened or not", async () => {
    const { home, window } = openServices();
    const newer = serializeProject(first).replace(
      `"version": ${CURRENT_VERSION}`,
      `"version": ${CURRENT_VERSION + 1}`,
    );
    expect(newer).not.toBe(serializeProject(first));
    const file = join(home, 'projects', 'newer.vpnet');
    writeFileSync(file, newer);
    const handle = await place(window(), 'newer');
    expect(await window().refusal('projects.save', { handle, document: second })).toBe(
      'newer-version',
    );
    const opened = await window().call('projects.open', { handle });
    expect(opened.readOnly?.en).toContain('newer version');
    expect(await window().refusal('projects.save', { handle, document: second })).toBe(
      'newer-version',
    );
    expect(readFileSync(file, 'utf8')).toBe(newer);
    expect(existsSync(`${file}.bak`)).toBe(false);
  });

  test('SAVE-6: a window that opens a project of another window is told, and cannot write over it', async () => {
    const { window } = openServices();
    const one = window('window-1');
    const two = window('window-2');
    const handle = await place(one, 'shared');
    await one.call('projects.save', { handle, document: first });
    const opened = await two.call('projects.open', { handle });
    expect(opened.readOnly?.en).toContain('another window');
    expect(await two.refusal('projects.save', { handle, document: second })).toBe('open-elsewhere');
    await one.call('projects.close', { handle });
    expect((await two.call('projects.open', { handle })).readOnly).toBeNull();
    await two.call('projects.save', { handle, document: second });
  });

  test('SAVE-6: another instance is told too; one that crashed holds nothing', async () => {
    const { home, window } = openServices();
    const handle = await place(window(), 'shared');
    await window().call('projects.save', { handle, document: first });
    const other = openServices({ home });
    const opened = await other.window().call('projects.open', {
      handle: await place(other.window(), 'shared'),
    });
    expect(opened.readOnly?.en).toContain('another window');
    // What a killed instance leaves: its presence file, not renewed any more.
    const locks = join(home, 'data', 'locks');
    const long = new Date(Date.now() - 600_000);
    for (const name of readdirSync(locks).filter((file) => file.endsWith('.alive'))) {
      utimesSync(join(locks, name), long, long);
    }
    const reopened = await other.window().call('projects.open', { handle: opened.handle });
    expect(reopened.readOnly).toBeNull();
  });

  test('SAFE-1: a symbolic link out of the folders is not followed, for reading or writing', async () => {
    const { home, window } = openServices();
    const outside = scratchFolder();
    writeFileSync(join(outside, 'secret.vpnet'), serializeProject(first));
    symlinkSync(join(outside, 'secret.vpnet'), join(home, 'projects', 'file.vpnet'));
    symlinkSync(outside, join(home, 'projects', 'folder'));
    const handle = await place(window(), 'file');
    expect(await window().refusal('projects.open', { handle })).toBe('outside-folders');
    expect(await window().refusal('projects.save', { handle, document: second })).toBe(
      'outside-folders',
    );
    const { entries } = await window().call('projects.browse', { folder: null });
    const folder = entries.find(({ name }) => name === 'folder')?.handle ?? '';
    expect(await window().refusal('projects.browse', { folder })).toBe('outside-folders');
    expect(await window().refusal('projects.place', { folder, name: 'new' })).toBe(
      'outside-folders',
    );
    expect(readFileSync(join(outside, 'secret.vpnet'), 'utf8')).toBe(serializeProject(first));
    expect(readdirSync(outside)).toEqual(['secret.vpnet']);
  });

  test.each([
    '../escape',
    'a/b',
    'a\\b',
    '..',
    '.hidden',
    '',
    '   ',
    'nul',
    'COM1.vpnet',
    'a\u0000b',
    'x'.repeat(300),
    '学'.repeat(150),
  ])('SAFE-2: %j is no file name', async (name) => {
    const { window } = openServices();
    const { folder } = await window().call('projects.browse', { folder: null });
    expect(await window().refusal('projects.place', { folder, name })).toBe('bad-name');
  });

  test.each(['spirals', '螺旋数据', 'a.b', 'run 2 (copy)'])(
    'SAVE-1: %j is a file name',
    async (name) => {
      const { window, home } = openServices();
      const handle = await place(window(), name);
      await window().call('projects.save', { handle, document: first });
      expect(readdirSync(join(home, 'projects'))).toEqual([`${name}.vpnet`]);
    },
  );

  test('SAFE-2: a handle that was never given out is refused', async () => {
    const { window } = openServices();
    for (const handle of ['/etc/passwd', '../../x', 'AAAAAAAAAAAAAAAAAAAAAAAA']) {
      expect(await window().refusal('projects.open', { handle })).toBe('unknown-handle');
    }
  });

  test('SAVE-7: what is no file or too large is refused before it is read', async () => {
    const { home, window } = openServices();
    mkdirSync(join(home, 'projects', 'folder.vpnet'));
    const huge = join(home, 'projects', 'huge.vpnet');
    writeFileSync(huge, '');
    truncateSync(huge, 51 * 1024 * 1024);
    for (const name of ['folder', 'huge', 'missing']) {
      const handle = await place(window(), name);
      expect(await window().refusal('projects.open', { handle })).toBe('read-failed');
    }
  });

  test('SAVE-8: a save that was killed leaves no litter for ever', async () => {
    const { home, window } = openServices();
    const handle = await place(window(), 'net');
    await window().call('projects.save', { handle, document: first });
    const folder = join(home, 'projects');
    const litter = ['net.vpnet.123456', 'net.vpnet.bak.99'].map((name) => join(folder, name));
    const foreign = join(folder, 'net.vpnet.notes');
    const long = new Date(Date.now() - 600_000);
    for (const file of [...litter, foreign]) {
      writeFileSync(file, 'half');
      utimesSync(file, long, long);
    }
    await window().call('projects.open', { handle });
    expect(litter.some(existsSync)).toBe(false);
    expect(existsSync(foreign)).toBe(true);
  });

  test('SAVE-9: saves of one project that cross leave one of them whole', async () => {
    const { home, window } = openServices();
    const handle = await place(window(), 'net');
    const names = Array.from({ length: 20 }, (_, index) => `version ${index}`);
    await Promise.all(
      names.map((name) =>
        window().call('projects.save', { handle, document: createDocument(name) }),
      ),
    );
    const parsed = parseProject(readFileSync(join(home, 'projects', 'net.vpnet'), 'utf8'));
    expect(parsed.ok && parsed.value.document.name).toBe('version 19');
  });
});

describe('recent projects', () => {
  test('HOST-1: are listed newest first with a thumbnail; missing ones say so and can be forgotten', async () => {
    const { home, window } = openServices();
    const withNodes = {
      ...first,
      network: {
        ...first.network,
        nodes: [
          { id: 'a', kind: 'input', name: 'In', position: { x: 10, y: 50 }, parameters: {} },
          { id: 'b', kind: 'output', name: 'Out', position: { x: 210, y: 50 }, parameters: {} },
        ],
        edges: [{ id: 'e', source: 'a', target: 'b', targetPort: 'in' }],
      },
    };
    const one = await place(window(), 'one');
    const two = await place(window(), 'two');
    await window().call('projects.save', { handle: one, document: second });
    await window().call('projects.save', { handle: two, document: withNodes });
    const [newest, older] = await window().call('projects.recent', {});
    expect([newest.name, older.name]).toEqual(['First version', 'Second version']);
    expect(newest.thumbnail.nodes.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(newest.thumbnail.edges).toEqual([[0, 1]]);

    rmSync(join(home, 'projects', 'two.vpnet'));
    expect((await window().call('projects.recent', {}))[0].missing).toBe(true);
    await window().call('projects.forget', { handle: newest.handle });
    expect(await window().call('projects.recent', {})).toHaveLength(1);
  });

  test('HOST-1: a project whose whole folder is gone can still be forgotten', async () => {
    const { home, window } = openServices();
    mkdirSync(join(home, 'projects', 'course'));
    const root = await window().call('projects.browse', { folder: null });
    const folder = root.entries[0].handle;
    const { handle } = await window().call('projects.place', { folder, name: 'net' });
    await window().call('projects.save', { handle, document: first });
    rmSync(join(home, 'projects', 'course'), { recursive: true });
    const [entry] = await window().call('projects.recent', {});
    await window().call('projects.forget', { handle: entry.handle });
    expect(await window().call('projects.recent', {})).toEqual([]);
  });
});
