import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LABS } from '../../../shared/labs';
import { decodeRunFile, encodeRunFile, type RunFile } from '../../../shared/telemetry/run-file';
import { runFile } from '../interop/run-file';
import { openServices, place } from './open-services';

let folder: string;
let path: string;
let bytes: Uint8Array<ArrayBuffer>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vanishing-point-'));
  path = join(folder, 'theirs.vprun');
  await runFile({ ...LABS[0].document('en'), name: 'theirs' }, path);
  bytes = new Uint8Array(readFileSync(path));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The file with another summary, as a stranger may write it. */
async function forged(
  summary: Partial<RunFile['run']['summary']>,
): Promise<Uint8Array<ArrayBuffer>> {
  const decoded = await decodeRunFile(bytes);
  if (!decoded.ok) throw new Error(decoded.failure.kind);
  const { run, ...kept } = decoded.value;
  return encodeRunFile({ ...kept, run: { ...run, summary: { ...run.summary, ...summary } } });
}

describe('DESK-19: a run file that is opened', () => {
  it('becomes a run of the window’s unsaved project, and of its file once that is saved', async () => {
    const { window } = openServices();
    const { call } = window();
    const taken = await call('runs.takeIn', { file: bytes, draft: 'draft-1' });
    expect(taken.document.name).toBe('theirs');
    expect(taken.summary).toMatchObject({
      project: null,
      draft: 'draft-1',
      state: { phase: 'finished' },
    });
    const { run } = taken.summary;
    expect((await call('runs.read', { run })).layout).toEqual(taken.layout);
    expect((await call('runs.list', { project: null })).map((each) => each.run)).toEqual([run]);

    const handle = await place(window(), 'mine');
    await call('projects.save', { handle, document: taken.document });
    expect((await call('runs.list', { project: handle })).map((each) => each.run)).toEqual([run]);
    expect(await call('runs.list', { project: null })).toEqual([]);
  });

  it('is read where it lies, and left as it is', async () => {
    const { window, services } = openServices();
    const file = services.handles.grant(path);
    const first = await window().call('runs.takeIn', { file, draft: 'a' });
    const second = await window().call('runs.takeIn', { file, draft: 'b' });
    expect(first.summary.run).not.toBe(second.summary.run);
    await window().call('runs.delete', { run: first.summary.run });
    expect(new Uint8Array(readFileSync(path))).toEqual(bytes);
  });

  it('is not believed: whose it is, and what it is for, is said here', async () => {
    const { window } = openServices();
    const file = await forged({
      run: '../../settings',
      project: 'somebody-else',
      draft: 'somebody-else',
      purpose: { kind: 'twin' },
      from: { run: '../x', step: 1 },
    });
    const { summary } = await window().call('runs.takeIn', { file, draft: 'mine' });
    expect(summary).toMatchObject({
      project: null,
      draft: 'mine',
      purpose: { kind: 'training' },
      from: null,
    });
    expect(summary.run).toMatch(/^[\da-f-]{36}$/);
  });

  it('that was under way when it was copied has ended', async () => {
    const { window } = openServices();
    const { state } = (await window().call('runs.takeIn', { file: bytes, draft: 'a' })).summary;
    const file = await forged({ state: { ...state, phase: 'running' } });
    const { summary } = await window().call('runs.takeIn', { file, draft: 'a' });
    expect(summary.state).toMatchObject({ phase: 'failed', failure: { kind: 'crashed' } });
  });

  it('and is none, is cut short or was changed, is refused by name, and nothing is kept', async () => {
    const { window, services } = openServices();
    const changed = bytes.slice();
    changed[changed.length - 5] ^= 1;
    const refusal = (file: string | Uint8Array<ArrayBuffer>) =>
      window().refusal('runs.takeIn', { file, draft: 'a' });
    expect(await refusal(new Uint8Array(100))).toBe('not-a-run');
    expect(await refusal(bytes.slice(0, bytes.length / 2))).toBe('truncated');
    expect(await refusal(changed)).toBe('damaged');
    expect(await refusal('unknown')).toBe('unknown-handle');
    const notes = join(folder, 'notes.txt');
    writeFileSync(notes, 'mine');
    symlinkSync(notes, join(folder, 'link.vprun'));
    expect(await refusal(services.handles.grant(join(folder, 'link.vprun')))).toBe('not-a-run');
    expect(await refusal(services.handles.grant(folder))).toBe('read-failed');
    expect(await window().call('runs.list', { project: null })).toEqual([]);
  });
});
