import { notifications, notificationsStore } from '@mantine/notifications';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createDocument } from '../../../shared/document/new-document';
import type { ReadRun, RunSummary } from '../../../shared/host-data';
import { openedLab } from '../../support/labs';
import { installBridge, Refusal } from '../app/bridge';
import { readRun, runState } from '../app/told-runs';
import { makeRun } from './made-runs';

const host = installBridge({});
const { replaceProject, undo, useProject } = await import(
  '../../../renderer/app/state/project-store'
);
const { useRunDocument } = await import('../../../renderer/app/state/run-document-store');
const { deleteRun, isOwnRun, restoreDocument } = await import('../../../renderer/runs/actions');
const { selectRuns, setSelected, useSelectedRuns } = await import(
  '../../../renderer/runs/selected-runs'
);
const { comparedNames, MAX_COMPARED, useCompared, watchCompared } = await import(
  '../../../renderer/runs/compare/compared-runs'
);

const trained = openedLab('V1', { learningRate: 0.25 });

const kept = (run: string, change: Partial<RunSummary> = {}): ReadRun => {
  const read = readRun(run, runState('finished'));
  return { ...read, document: trained, summary: { ...read.summary, ...change } };
};

const notices = () => notificationsStore.getState().notifications;

beforeEach(() => {
  notifications.clean();
  replaceProject({ document: createDocument('Mine'), handle: 'net', draft: 'd1' });
  selectRuns([]);
  host.calls.length = 0;
});

describe('RUNS-13: the project as it was for a run', () => {
  test('comes back as one edit, under the name that the project has now', async () => {
    const before = useProject.getState().document;
    host.handlers['runs.read'] = ({ run }) => kept(run, { project: 'net' });
    useRunDocument.setState({ run: 'r1', document: trained });
    await restoreDocument({ run: 'r1' });
    const { document } = useProject.getState();
    expect(document).toEqual({ ...trained, name: 'Mine' });
    // The charts of the run are those of the network on the canvas.
    expect(useRunDocument.getState().document).toBe(document);
    expect(notices()[0].message).toContain('One undo');
    // Once more changes nothing, and is no step.
    await restoreDocument({ run: 'r1' });
    expect(useProject.getState().document).toBe(document);
    expect(notices()[1].message).toContain('nothing to change');
    undo();
    expect(useProject.getState().document).toBe(before);
    // Only the network, data and training were asked for, no telemetry.
    expect(host.callsOf('runs.read')[0].input).toEqual({ run: 'r1', groups: [] });
  });

  test('of another project it opens as a new one, which is not saved', async () => {
    host.handlers['runs.read'] = ({ run }) => kept(run, { project: 'other' });
    host.handlers['projects.close'] = () => ({});
    await restoreDocument({ run: 'r1' });
    expect(useProject.getState()).toMatchObject({ handle: null, location: null });
    expect(useProject.getState().document.name).toBe(trained.name);
    expect(notices()[0].message).toContain('another project');
  });

  test('a run of a project that was never saved is told by its draft', () => {
    expect(isOwnRun({ project: 'net', draft: 'd2' })).toBe(true);
    expect(isOwnRun({ project: null, draft: 'd1' })).toBe(false);
    replaceProject({ document: createDocument('Mine'), draft: 'd1' });
    expect(isOwnRun({ project: null, draft: 'd1' })).toBe(true);
    expect(isOwnRun({ project: null, draft: 'd2' })).toBe(false);
  });
});

test('RUNS-14: a deleted run leaves what is compared; one that cannot be deleted stays', async () => {
  selectRuns(['r1', 'r2']);
  host.handlers['runs.delete'] = () => {
    throw new Refusal({ kind: 'run-active', text: { en: 'still training', zh: '仍在训练' } });
  };
  await expect(deleteRun(kept('r1').summary)).rejects.toThrow('still training');
  expect(useSelectedRuns.getState().runs).toEqual(['r1', 'r2']);
  expect(notices()).toEqual([]);
  host.handlers['runs.delete'] = () => ({});
  await deleteRun(kept('r1').summary);
  expect(useSelectedRuns.getState().runs).toEqual(['r2']);
  expect(notices().map(({ id }) => id)).toEqual(['deleted-r1']);
});

describe('RUNS-15: what is compared is read one run after the other, and let go', () => {
  const names = ['r1', 'r2', 'r3'];
  const read = (run: string) => {
    const { layout, telemetry } = makeRun(run, { from: 1, losses: [2, 1], metrics: [] });
    return { ...kept(run), layout, groups: telemetry.toStored() };
  };

  test('with the rows of its curves alone; one that cannot be read says why', async () => {
    let atOnce = 0;
    host.handlers['runs.read'] = async ({ run }) => {
      atOnce += 1;
      expect(atOnce).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      atOnce -= 1;
      if (run === 'r2') throw new Refusal({ kind: 'damaged', text: { en: 'damaged', zh: '损坏' } });
      return read(run);
    };
    const stop = watchCompared();
    selectRuns(names);
    const { getState } = useCompared;
    await vi.waitFor(() => expect([...getState().loaded.keys()]).toEqual(['r1', 'r3']));
    expect([...getState().failures]).toEqual([['r2', 'damaged']]);
    expect([...getState().slots.keys()]).toEqual(names);
    expect(host.callsOf('runs.read').map(({ input }) => input)).toEqual(
      names.map((run) => ({ run, groups: ['steps', 'validation'] })),
    );
    setSelected('r1', false);
    expect([...getState().loaded.keys()]).toEqual(['r3']);
    // What is there already is not asked for again.
    setSelected('r2', false);
    setSelected('r3', true);
    expect(host.callsOf('runs.read')).toHaveLength(3);
    stop();
    selectRuns([]);
    watchCompared()();
    expect(getState().loaded.size).toBe(0);
  });

  test('nothing of it stays chosen where another project is opened', () => {
    selectRuns(['r1']);
    replaceProject({ document: createDocument('Other'), draft: 'd2' });
    expect(useSelectedRuns.getState().runs).toEqual([]);
  });

  test('as many as can be read in one picture', () => {
    const many = Array.from({ length: MAX_COMPARED + 5 }, (_, index) => `r${index}`);
    expect(comparedNames(many)).toEqual(many.slice(0, MAX_COMPARED));
  });
});
