import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parseProject, serializeProject } from '../../../shared/document/file';
import { createDocument } from '../../../shared/document/new-document';
import type { ProjectDocument } from '../../../shared/document/schema';
import { randomStream } from '../../../shared/random/random-stream';
import {
  endHost,
  type HostProcess,
  openSocket,
  placeProject,
  resultOf,
  startHost,
} from '../../support/host-process';
import { scratchFolder } from '../../support/scratch';
import { smallDisk } from '../../support/small-disk';

/** A document whose file is large enough that a kill can hit the middle of its writing. */
function largeDocument(name: string, count: number): ProjectDocument {
  const document = createDocument(name);
  const nodes = Array.from({ length: count }, (_, index) => ({
    id: `node-${index}`,
    kind: 'dense',
    name: `${name} ${index}`,
    position: { x: index * 10, y: 0 },
    parameters: { units: 16 },
  }));
  return { ...document, network: { ...document.network, nodes } };
}

const KILLS = 6;
const SAVES = 50;
const SEED = 20_260;

describe('SAVE-10: a host killed in the middle of its work', () => {
  test(`leaves a file that loads, ${KILLS} times among ${SAVES} saves each (seed ${SEED})`, async () => {
    const home = scratchFolder();
    const file = join(home, 'projects', 'net.vpnet');
    const documents = [largeDocument('even', 300), largeDocument('odd', 500)];
    const texts = documents.map(serializeProject);
    const random = randomStream(SEED, 'kill');
    let killedEarly = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const host = await startHost(home);
      const client = await openSocket(host);
      const handle = await placeProject(client, 'net');
      const first = await client.call('projects.save', { handle, document: documents[0] });
      expect(first?.ok).toBe(true);
      const saves = Array.from({ length: SAVES }, (_, index) =>
        client.call('projects.save', { handle, document: documents[index % 2] }),
      );
      // The kill falls somewhere after one of the first saves was answered.
      await saves[random.below(SAVES / 2)];
      host.child.kill('SIGKILL');
      const answers = await Promise.all(saves);
      if (answers.some((answer) => answer === null)) killedEarly += 1;

      const text = readFileSync(file, 'utf8');
      expect(texts).toContain(text);
      expect(parseProject(text).ok).toBe(true);
      expect(texts).toContain(readFileSync(`${file}.bak`, 'utf8'));
    }
    // Otherwise the kills came after the saves and the test proved nothing.
    expect(killedEarly).toBeGreaterThan(KILLS / 2);
  }, 120_000);

  test('gives its draft to the next host, with the last change', async () => {
    const home = scratchFolder();
    const host = await startHost(home);
    const client = await openSocket(host);
    const document = largeDocument('draft', 3);
    await client.call('drafts.write', { draft: 'd', handle: null, document });
    await endHost(host, 'SIGKILL');

    const next = await openSocket(await startHost(home));
    const listed = await next.call('drafts.list', {});
    expect(listed?.value).toMatchObject([{ draft: 'd', name: 'draft' }]);
    const read = await next.call('drafts.read', { draft: 'd' });
    expect(resultOf<'drafts.read'>(read).document).toEqual(document);
  });

  test('holds no project: the next host may save at once', async () => {
    const home = scratchFolder();
    const host = await startHost(home);
    const client = await openSocket(host);
    const handle = await placeProject(client, 'net');
    await client.call('projects.save', { handle, document: createDocument('one') });
    await endHost(host, 'SIGKILL');
    const next = await openSocket(await startHost(home));
    const again = await placeProject(next, 'net');
    const opened = await next.call('projects.open', { handle: again });
    expect(resultOf<'projects.open'>(opened).readOnly).toBeNull();
  });
});

test('SAVE-6: a second process on one project is told, and cannot write over it', async () => {
  const home = scratchFolder();
  const one = await openSocket(await startHost(home));
  const two = await openSocket(await startHost(home));
  const handle = await placeProject(one, 'shared');
  await one.call('projects.save', { handle, document: createDocument('one') });
  const opened = await two.call('projects.open', { handle: await placeProject(two, 'shared') });
  const { readOnly, handle: other } = resultOf<'projects.open'>(opened);
  expect(readOnly?.en).toContain('another window');
  const refused = await two.call('projects.save', {
    handle: other,
    document: createDocument('two'),
  });
  expect(refused?.failure?.kind).toBe('open-elsewhere');
});

test.skipIf(process.platform === 'win32')(
  'SAVE-11: a disk that takes only half of a save leaves the file as it was and says why',
  async () => {
    const home = scratchFolder();
    const client = await openSocket(await startHost(home, smallDisk(64)));
    const handle = await placeProject(client, 'net');
    const small = createDocument('small');
    await client.call('projects.save', { handle, document: small });
    const large = largeDocument('large', 1_000);
    expect(serializeProject(large).length).toBeGreaterThan(100 * 1024);
    const refused = await client.call('projects.save', { handle, document: large });
    expect(refused?.failure?.kind).toBe('write-failed');
    const draft = await client.call('drafts.write', { draft: 'd', handle, document: large });
    expect(draft?.failure?.kind).toBe('write-failed');

    const folder = join(home, 'projects');
    expect(readFileSync(join(folder, 'net.vpnet'), 'utf8')).toBe(serializeProject(small));
    expect(readdirSync(folder).sort()).toEqual(['net.vpnet', 'net.vpnet.bak']);
    expect((await client.call('projects.save', { handle, document: small }))?.ok).toBe(true);
  },
);

/** Root may write anywhere, so a test that runs as root gives the host to nobody. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

test.skipIf(process.platform === 'win32')(
  'SAVE-12: a folder that may not be written to opens read-only and refuses a save in words',
  async () => {
    const home = scratchFolder();
    const folder = join(home, 'projects');
    mkdirSync(folder);
    writeFileSync(join(folder, 'net.vpnet'), serializeProject(createDocument('kept')));
    let prefix: string[] = [];
    if (isRoot) {
      chownSync(home, NOBODY, NOBODY);
      prefix = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
    }
    chmodSync(folder, 0o555);
    onTestFinished(() => chmodSync(folder, 0o755));
    const host: HostProcess = await startHost(home, prefix);
    const client = await openSocket(host);
    const handle = await placeProject(client, 'net');
    const opened = await client.call('projects.open', { handle });
    const { readOnly, document } = resultOf<'projects.open'>(opened);
    expect(readOnly?.en).toContain('may not be written to');
    const refused = await client.call('projects.save', {
      handle,
      document: { ...document, name: 'changed' },
    });
    expect(refused?.failure?.kind).toBe('write-failed');
    expect(refused?.failure?.text.en).toContain('permissions');
    expect(readFileSync(join(folder, 'net.vpnet'), 'utf8')).toContain('kept');
    expect(readdirSync(folder)).toEqual(['net.vpnet']);
  },
);
