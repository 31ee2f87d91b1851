import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createServices } from '../../../main/services/services';
import { processLauncher } from '../../../main/training/launcher';
import { TrainingSupervisor } from '../../../main/training/supervisor';
import { foundRate } from '../../../shared/diagnosis/remedies/found-rate';
import type { ProjectDocument } from '../../../shared/document/schema';
import type { HostCallName } from '../../../shared/host';
import { TRAINER } from '../../support/host-process';
import { openedLab } from '../../support/labs';
import { installBridge, Refusal } from '../app/bridge';

const home = mkdtempSync(join(tmpdir(), 'vanishing-point-'));
/** A page's stores over real services and real trainers. */
const services = createServices({
  host: 'server',
  version: '0.0.0',
  home,
  log: () => undefined,
  supervisor: new TrainingSupervisor({ launcher: processLauncher(TRAINER) }),
});
afterAll(async () => {
  await services.close();
  rmSync(home, { recursive: true, force: true });
});
const WINDOW = 'window-1';
const answer = (name: HostCallName) => async (input: unknown) => {
  const result = await services.answer(name, input, 0, WINDOW);
  if (!result.ok) throw new Refusal(result.failure);
  return result.value as never;
};
const bridge = installBridge({
  'training.start': answer('training.start'),
  'training.control': answer('training.control'),
  'runs.read': answer('runs.read'),
});
services.onEvent((name, event) => bridge.emit(name, event), WINDOW);

const { replaceProject, useProject, editDocument } = await import(
  '../../../renderer/app/state/project-store'
);
const { useView } = await import('../../../renderer/app/state/view-store');
const { endTrial, repairNetwork, stopTrial, tryEdit, useTrial } = await import(
  '../../../renderer/diagnosis/trial-store'
);
const { measureEdit } = await import('../../../renderer/diagnosis/measured-edits');
const { takeOver } = await import('../../../renderer/labs/open-lab');
const { trialCursor } = await import('../../../renderer/diagnosis/trial-cursor');
const { remedied: remediedOf } = await import('../diagnosis/remedied');
const { analyse } = await import('../../../shared/graph/analyse');

/** Equal weights: a network of one unit, whose cure is known. */
const document = openedLab('I4');
const nodes = [...analyse(document).order];
const remedied = (kind: string) => remediedOf(document, kind, nodes);

const tryIt = (after: ProjectDocument) =>
  tryEdit({ kind: 'edit', label: { en: 'An edit', zh: '一处修改' }, after });

const trialNow = () => {
  const { trial } = useTrial.getState();
  if (!trial) throw new Error('no trial');
  return trial;
};

beforeEach(() => {
  replaceProject({ document });
  useView.setState({ screen: 'workbench' });
  return () => endTrial();
});

describe('a trial in the page', { timeout: 120_000 }, () => {
  test('TRIAL-5: both networks train from one seed, and the verdict says which is better by how much', async () => {
    const edited = remedied('ownInitializer');
    await tryIt(edited);
    const { plain, twin, verdict } = trialNow();
    expect(useView.getState().screen).toBe('trial');
    expect(plain.state?.phase).toBe('finished');
    expect(twin?.state?.phase).toBe('finished');
    expect(verdict).toMatchObject({ isBetter: true });
    expect(verdict?.gain).toBeCloseTo((verdict?.after.value ?? 0) - (verdict?.before.value ?? 0));
    expect(useProject.getState().document).toBe(document);
    // One cursor over both: all steps that either recorded.
    const steps = trialCursor.subject.steps();
    expect([...steps]).toEqual([...new Set(steps)].sort((a, b) => a - b));
    expect(steps.at(-1)).toBe(plain.state?.step);
  });

  test('LAB-11: a step of a lab is a twin of the project as it is, which stays as it is', async () => {
    const named = { ...document, name: 'Mine' };
    replaceProject({ document: named });
    await tryIt(takeOver(named, openedLab('I4.1')));
    const { verdict, twin } = trialNow();
    expect(verdict?.isBetter).toBe(true);
    expect(twin?.document.name).toBe('Mine');
    expect(useProject.getState().document).toBe(named);
  });

  test('TRIAL-5: a second remedy is compared with the run that is there already', async () => {
    await tryIt(remedied('ownInitializer'));
    const { plain } = trialNow();
    const begun = bridge.callsOf('training.start').length;
    await tryIt(remedied('adam'));
    expect(trialNow().plain).toBe(plain);
    expect(bridge.callsOf('training.start').length).toBe(begun + 1);
  });

  test('TRIAL-5: twins are in no list of runs', async () => {
    await tryIt(remedied('ownInitializer'));
    const listed = await services.answer('runs.list', { project: null }, 0, WINDOW);
    expect(listed).toEqual({ ok: true, value: [] });
  });

  test('TRIAL-5: what the host refuses ends the trial and is told', async () => {
    const broken = { ...document, network: { ...document.network, edges: [] } };
    await expect(tryIt(broken)).rejects.toThrow(/cannot be trained/);
    expect(useTrial.getState().trial).toBeNull();
    expect(useView.getState().screen).toBe('workbench');
  });

  test('TRIAL-5: another project in the window ends it', async () => {
    const trying = tryIt(remedied('ownInitializer'));
    replaceProject({ document });
    expect(useTrial.getState().trial).toBeNull();
    await trying;
    expect(useTrial.getState().trial).toBeNull();
  });
});

describe('a remedy that is measured in the page', { timeout: 120_000 }, () => {
  const measured = () => measureEdit(foundRate, []);
  const stops = () => bridge.callsOf('training.control').length;

  test.each([
    ['the document is edited', () => editDocument((edited) => ({ ...edited, name: 'Edited' }))],
    ['another project opens', () => replaceProject({ document: { ...document } })],
  ])('TRIAL-8: its run is stopped when %s', async (_when, change) => {
    const own = { ...document };
    replaceProject({ document: own });
    const before = stops();
    const asked = measured();
    change();
    expect(await asked).toBeNull();
    expect(stops()).toBe(before + 1);
    expect(services.supervisor.activeCount()).toBe(0);
    // The document as it was can be measured again.
    replaceProject({ document: own });
    expect((await measured())?.training.learningRate).toBeGreaterThan(0);
  });
});

test.each([
  ['a twin begins no more', true],
  ['another run does, for whoever opens the project next', false],
])('RUN-22: where the window is gone before its data are read, %s', async (_what, twin) => {
  const asked = { document, project: null, paused: true, ...(twin && { twin }) };
  const starting = services.answer('training.start', asked, 0, 'window-2');
  services.clientGone('window-2');
  const { ok } = await starting;
  expect(ok).toBe(!twin);
  expect(services.supervisor.activeCount()).toBe(twin ? 0 : 1);
  await services.supervisor.stopAll();
});

describe('a repair in the page', { timeout: 120_000 }, () => {
  test('TRIAL-6: tries remedies until nothing is found, tells each, and changes nothing unasked', async () => {
    await repairNetwork();
    const { repair, start } = trialNow();
    expect(repair?.end).toEqual({ isStopped: false, failure: null, left: [] });
    const kept = repair?.attempts.filter(({ isKept }) => isKept) ?? [];
    expect(kept.length).toBeGreaterThan(0);
    for (const { isBetter } of kept) expect(isBetter).toBe(true);
    expect(repair?.document).not.toBe(start);
    expect(useProject.getState().document).toBe(start);
    editDocument(() => repair?.document ?? start);
    expect(useProject.temporal.getState().pastStates.length).toBe(1);
  });

  test('TRIAL-6: it can be stopped, and says so', async () => {
    bridge.calls.length = 0;
    const repairing = repairNetwork();
    await vi.waitFor(() => expect(bridge.callsOf('training.start')).not.toHaveLength(0));
    stopTrial();
    await repairing;
    const { repair } = trialNow();
    expect(repair?.end?.isStopped).toBe(true);
    expect(repair?.document).toBe(document);
  });
});
