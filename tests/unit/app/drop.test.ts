import { beforeEach, describe, expect, it } from 'vitest';
import { serializeProject } from '../../../shared/document/file';
import { createDocument } from '../../../shared/document/new-document';
import { installBridge } from './bridge';
import { readRun, runState } from './told-runs';

const run = { ...readRun('run-7', runState('finished')), document: createDocument('a run') };
const bridge = installBridge({ 'runs.takeIn': () => run });
const { notificationsStore } = await import('@mantine/notifications');
const { acceptDroppedFiles } = await import('../../../renderer/app/files/drop');
const { replaceProject, useProject } = await import('../../../renderer/app/state/project-store');
acceptDroppedFiles();

const nameNow = (): string => useProject.getState().document.name;
const notices = (): number => notificationsStore.getState().notifications.length;

function drop(name: string, content: string): Event {
  const event = Object.assign(new Event('drop', { cancelable: true }), {
    dataTransfer: { types: ['Files'], files: [new File([content], name)] },
  });
  window.dispatchEvent(event);
  return event;
}

describe('DESK-20: a file that is dropped on the window', () => {
  const project = serializeProject(createDocument('theirs'));

  beforeEach(() => {
    replaceProject({ document: createDocument('before') });
    notificationsStore.setState({
      notifications: [],
      queue: [],
      defaultPosition: 'top-left',
      limit: 5,
    });
    bridge.calls.length = 0;
    bridge.opens.clear();
  });

  it('opens as an unsaved copy where nobody knows its place', async () => {
    expect(drop('theirs.VPNET', project).defaultPrevented).toBe(true);
    await expect.poll(nameNow).toBe('theirs');
    expect(useProject.getState()).toMatchObject({ handle: null, saved: null });
  });

  it('is a run too', async () => {
    drop('kept.vprun', 'bytes');
    await expect.poll(nameNow).toBe('a run');
    const [{ input }] = bridge.callsOf('runs.takeIn') as unknown as [
      { input: { file: Uint8Array } },
    ];
    expect(new TextDecoder().decode(input.file)).toBe('bytes');
  });

  it('is opened by the desktop where it lies, and by nobody else then', async () => {
    bridge.opens.add('theirs.vpnet');
    drop('theirs.vpnet', project);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(nameNow()).toBe('before');
    expect(notices()).toBe(0);
  });

  it('and is damaged, or nothing of ours, is refused in words', async () => {
    drop('notes.txt', 'x');
    expect(notices()).toBe(1);
    drop('damaged.vpnet', '{');
    await expect.poll(notices).toBe(2);
    expect(nameNow()).toBe('before');
  });
});
