import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serializeProject } from '../../../shared/document/file';
import { createDocument } from '../../../shared/document/new-document';
import { openServices, place } from './open-services';

const work = createDocument('Unsaved work');

/** As after a kill: the instance's presence is not renewed any more. */
function lookDead(home: string): void {
  const locks = join(home, 'data', 'locks');
  const long = new Date(Date.now() - 600_000);
  for (const name of readdirSync(locks).filter((file) => file.endsWith('.alive'))) {
    utimesSync(join(locks, name), long, long);
  }
}

test('DRAFT-1: a draft is offered after a crash, with its content, and stays until it is discarded', async () => {
  const { home, window } = openServices();
  await window().call('drafts.write', { draft: 'd1', handle: null, document: work });
  lookDead(home);

  for (const _start of ['first', 'second']) {
    const next = openServices({ home });
    const [offered] = await next.window().call('drafts.list', {});
    expect(offered.name).toBe('Unsaved work');
    const read = await next.window().call('drafts.read', { draft: offered.draft });
    expect(read.document).toEqual(work);
    expect(read.handle).toBeNull();
    lookDead(home);
  }
  const last = openServices({ home });
  await last.window().call('drafts.discard', { draft: 'd1' });
  expect(await last.window().call('drafts.list', {})).toEqual([]);
  expect(readdirSync(join(home, 'data', 'drafts'))).toEqual([]);
});

test('DRAFT-2: the draft of a window that is open is offered to no other, in this instance or another', async () => {
  const { home, services, window } = openServices();
  await window('one').call('drafts.write', { draft: 'd1', handle: null, document: work });
  expect(await window('two').call('drafts.list', {})).toEqual([]);
  expect(await openServices({ home }).window().call('drafts.list', {})).toEqual([]);
  services.clientGone('one');
  expect(await window('two').call('drafts.list', {})).toHaveLength(1);
});

test('DRAFT-2: a draft that one window restored is not offered to the next', async () => {
  const { services, window } = openServices();
  await window('one').call('drafts.write', { draft: 'd1', handle: null, document: work });
  services.clientGone('one');
  await window('two').call('drafts.read', { draft: 'd1' });
  expect(await window('three').call('drafts.list', {})).toEqual([]);
});

test('DRAFT-3: restored work does not write over a file that changed after the crash', async () => {
  const { home, services, window } = openServices();
  const handle = await place(window(), 'net');
  await window().call('projects.save', { handle, document: createDocument('Saved') });
  await window().call('drafts.write', { draft: 'd1', handle, document: work });
  services.clientGone('window-1');
  const file = join(home, 'projects', 'net.vpnet');
  writeFileSync(file, serializeProject(createDocument('Changed since, elsewhere')));

  const next = window('window-2');
  const restored = await next.call('drafts.read', { draft: 'd1' });
  expect(restored.handle).toBe(handle);
  expect(await next.refusal('projects.save', { handle, document: work })).toBe('changed-elsewhere');
});

test('DRAFT-3: restored work is saved to its file where nobody touched it', async () => {
  const { services, window } = openServices();
  const handle = await place(window(), 'net');
  await window().call('projects.save', { handle, document: createDocument('Saved') });
  await window().call('drafts.write', { draft: 'd1', handle, document: work });
  services.clientGone('window-1');
  const next = window('window-2');
  await next.call('drafts.read', { draft: 'd1' });
  await next.call('projects.save', { handle, document: work });
});

test('DRAFT-4: a damaged draft costs only itself', async () => {
  const { home, services, window } = openServices();
  await window().call('drafts.write', { draft: 'good', handle: null, document: work });
  services.clientGone('window-1');
  writeFileSync(join(home, 'data', 'drafts', 'bad.draft.json'), '{"path":null,"docu');
  writeFileSync(join(home, 'data', 'drafts', 'odd.draft.json'), '{"path":7}');
  expect((await window().call('drafts.list', {})).map(({ draft }) => draft)).toEqual(['good']);
});

test.each(['../evil', 'a/b', '..', 'x.y'])('SAFE-2: %j is no name of a draft', async (draft) => {
  const { home, window } = openServices();
  for (const refused of [
    await window().refusal('drafts.write', { draft, handle: null, document: work }),
    await window().refusal('drafts.read', { draft }),
    await window().refusal('drafts.discard', { draft }),
  ]) {
    expect(refused).toBe('bad-name');
  }
  expect(readdirSync(join(home, 'data', 'drafts'))).toEqual([]);
});
