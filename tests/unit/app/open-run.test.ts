import { describe, expect, it } from 'vitest';
import { createDocument } from '../../../shared/document/new-document';
import { installBridge, Refusal } from './bridge';
import { readRun, runState } from './told-runs';

const run = { ...readRun('run-7', runState('finished')), document: createDocument('theirs') };
const bridge = installBridge({
  'runs.takeIn': () => run,
  'runs.follow': () => ({ run, changed: 0 }),
  'runs.unfollow': () => ({}),
  'projects.close': () => ({}),
});
const { openRunFile } = await import('../../../renderer/app/files/open-run');
const { obeyHost } = await import('../../../renderer/app/files/host-requests');
const { isDirty, replaceProject, useProject } = await import(
  '../../../renderer/app/state/project-store'
);
const { useRun } = await import('../../../renderer/app/state/run-store');
const { useView } = await import('../../../renderer/app/state/view-store');

describe('DESK-19: a run file that is opened', () => {
  it('shows its network as an unsaved project, with its run', async () => {
    replaceProject({ document: createDocument('before'), handle: 'file-1' });
    obeyHost();
    bridge.emit('app.command', { command: 'run.openHandle', argument: 'given' });
    await expect.poll(() => useRun.getState().run).toBe('run-7');
    const project = useProject.getState();
    expect(project.document.name).toBe('theirs');
    expect(project.handle).toBeNull();
    expect(isDirty(project)).toBe(true);
    expect(useView.getState().screen).toBe('workbench');
    expect(bridge.callsOf('runs.takeIn')[0].input).toEqual({ file: 'given', draft: project.draft });
    expect(bridge.callsOf('projects.close')).toHaveLength(1);
  });

  it('and is none, leaves the window as it is', async () => {
    replaceProject({ document: createDocument('before'), handle: 'file-1' });
    bridge.calls.length = 0;
    bridge.handlers['runs.takeIn'] = () => {
      throw new Refusal({ kind: 'not-a-run', text: { en: 'No run.', zh: '不是训练记录。' } });
    };
    await expect(openRunFile(new Uint8Array(3))).rejects.toThrow('No run.');
    expect(useProject.getState()).toMatchObject({ handle: 'file-1', document: { name: 'before' } });
    expect(bridge.callsOf('projects.close')).toEqual([]);
  });
});
