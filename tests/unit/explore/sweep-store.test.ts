import { notifications, notificationsStore } from '@mantine/notifications';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { findLab } from '../../../shared/labs';
import { WAITING } from '../../../shared/sweep/outcome';
import { planSweep } from '../../../shared/sweep/plan';
import type { ReadSweep } from '../../../shared/sweep/record';
import type { SweepSpec } from '../../../shared/sweep/spec';
import { setValues } from '../../../shared/sweep/vary';
import { installBridge } from '../app/bridge';

const host = installBridge({});
const { replaceProject, undo, useProject } = await import(
  '../../../renderer/app/state/project-store'
);
const { useSweep, watchSweeps, startSweep, showSweep, deleteSweep } = await import(
  '../../../renderer/explore/sweep/sweep-store'
);
const { applyPoint } = await import('../../../renderer/explore/sweep/actions');

const document = findLab('V1')?.document('en') as ProjectDocument;
const spec: SweepSpec = {
  axes: [
    { path: 'rate', values: [0.25, 0.5] },
    { path: 'depth', values: [2, 4] },
  ],
  draw: { kind: 'grid' },
};

function planOf(axes: SweepSpec['axes']) {
  const plan = planSweep({ document, analysis: analyse(document) }, { ...spec, axes });
  if (!plan.ok) throw new Error(plan.failure.text.en);
  return plan.value;
}

const readOf = (sweep: string, draft: string): ReadSweep => ({
  summary: {
    sweep,
    project: null,
    draft,
    started: 1,
    count: 4,
    spec,
    phase: 'finished',
    ended: 0,
  },
  document,
  progress: { phase: 'finished', workers: 1, progress: 1, seconds: 1, secondsLeft: 0 },
  outcomes: [WAITING, WAITING, WAITING, WAITING],
});

/** A host with one sweep a draft, whose reading waits until the test lets it go on. */
function holdReads(): (() => void)[] {
  const waiting: (() => void)[] = [];
  host.handlers['sweeps.list'] = () => [
    readOf('of-first', 'first').summary,
    readOf('of-second', 'second').summary,
  ];
  host.handlers['sweeps.read'] = ({ sweep }) =>
    new Promise((resolve) =>
      waiting.push(() => resolve(readOf(sweep, sweep === 'of-first' ? 'first' : 'second'))),
    );
  return waiting;
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('the sweep that is shown', () => {
  test('SWEEP-24: an answer that another project overtook is dropped, whichever comes last', async () => {
    const waiting = holdReads();
    replaceProject({ document, draft: 'first' });
    const stop = watchSweeps();
    await vi.waitFor(() => expect(waiting).toHaveLength(1));
    replaceProject({ document, draft: 'second' });
    await vi.waitFor(() => expect(waiting).toHaveLength(2));
    waiting[1]();
    await vi.waitFor(() => expect(useSweep.getState().shown?.sweep).toBe('of-second'));
    waiting[0]();
    await settle();
    expect(useSweep.getState()).toMatchObject({ shown: { sweep: 'of-second' }, isLoading: false });
    stop();

    // Nobody watches while the project changes: what is shown of the one before is gone at once.
    replaceProject({ document, draft: 'first' });
    const stopAgain = watchSweeps();
    expect(useSweep.getState()).toEqual({ shown: null, isLoading: true, all: [] });
    stopAgain();
  });

  test('SWEEP-24: a sweep that was begun is not shown in a project that was opened meanwhile', async () => {
    const waiting = holdReads();
    let begin: () => void = () => undefined;
    host.handlers['sweeps.start'] = () =>
      new Promise((resolve) => {
        begin = () => resolve({ sweep: 'of-first' });
      });
    replaceProject({ document, draft: 'first' });
    useSweep.setState({ shown: null, isLoading: false });
    const started = startSweep(spec);
    await vi.waitFor(() => expect(host.callsOf('sweeps.start')).toHaveLength(1));
    replaceProject({ document, draft: 'third' });
    begin();
    await started;
    expect(waiting).toEqual([]);
    expect(useSweep.getState().shown).toBeNull();
  });
});

test('RUNS-16: earlier sweeps of the project are listed, shown again, and deleted with the newest that is left in their place', async () => {
  let kept = ['newest', 'older', 'of another draft'];
  host.handlers['sweeps.list'] = () =>
    kept.map((sweep) => readOf(sweep, sweep === 'of another draft' ? 'other' : 'own').summary);
  host.handlers['sweeps.read'] = ({ sweep }) => readOf(sweep, 'own');
  host.handlers['sweeps.delete'] = ({ sweep }) => {
    kept = kept.filter((each) => each !== sweep);
    return {};
  };
  const shown = () => useSweep.getState().shown?.sweep;
  const listed = () => useSweep.getState().all.map(({ sweep }) => sweep);
  replaceProject({ document, draft: 'own' });
  const stop = watchSweeps();
  await vi.waitFor(() => expect(shown()).toBe('newest'));
  expect(listed()).toEqual(['newest', 'older']);
  await showSweep('older');
  expect(shown()).toBe('older');
  await deleteSweep('older');
  expect(shown()).toBe('newest');
  expect(listed()).toEqual(['newest']);
  await deleteSweep('newest');
  expect(useSweep.getState()).toMatchObject({ shown: null, isLoading: false, all: [] });
  stop();
});

describe('the settings of a run', () => {
  beforeEach(() => notifications.clean());
  const notices = () => notificationsStore.getState().notifications.map(({ message }) => message);

  test('SWEEP-25: they are set in the document as it is now; what was edited since stays, and one step undoes them', () => {
    const edited = { ...document, training: { ...document.training, epochs: 77, batchSize: 13 } };
    replaceProject({ document: edited });
    const plan = planOf(spec.axes);
    applyPoint({ plan }, 3);
    const now = useProject.getState().document;
    expect(now.training).toMatchObject({ epochs: 77, batchSize: 13 });
    const after = planSweep({ document: now, analysis: analyse(now) }, spec);
    expect(after.ok && after.value.axes.map(({ current }) => current)).toEqual([0.5, 4]);
    expect(notices()).toEqual(['The settings of that run are in the network now']);
    undo();
    expect(useProject.getState().document).toBe(edited);
  });

  test('SWEEP-25: what the document has no place for any more is said, and the others are set', () => {
    const [gone] = document.network.nodes.filter(({ kind }) => kind === 'dense');
    const named = `${gone.name}.units`;
    const plan = planOf([
      { path: named, values: [3, 5] },
      { path: 'rate', values: [0.25] },
    ]);
    // The same layer drawn anew: a renamed one is found.
    const redrawn = JSON.parse(
      JSON.stringify(document)
        .replaceAll(`"${gone.id}"`, '"another"')
        .replaceAll(`"${gone.name}"`, '"Another"'),
    ) as ProjectDocument;
    const { document: now, missing } = setValues(redrawn, plan.axes, plan.points[0]);
    expect(missing.map(({ axis }) => axis.path)).toEqual([plan.axes[0].path]);
    expect(now.network).toEqual(redrawn.network);
    expect(now.training).not.toEqual(redrawn.training);
    replaceProject({ document: redrawn });
    applyPoint({ plan }, 0);
    expect(useProject.getState().document.training).toEqual(now.training);
    expect(notices()[0]).toMatch(/^The other settings of that run .* was not set: /);
  });
});
