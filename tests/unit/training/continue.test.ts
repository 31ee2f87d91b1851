import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { processLauncher } from '../../../main/training/launcher';
import { TrainingSupervisor } from '../../../main/training/supervisor';
import { addNode, connect, setNodeParameters } from '../../../shared/document/edits';
import type { ProjectDocument } from '../../../shared/document/schema';
import type { HostInput } from '../../../shared/host';
import type { Checkpoint } from '../../../shared/telemetry/protocol';
import { decodeRunFile, RUN_FILE_EXTENSION } from '../../../shared/telemetry/run-file';
import { TRAINER } from '../../support/host-process';
import { openedLab } from '../../support/labs';
import { openServices, place, type Window } from '../services/open-services';

function opened() {
  const supervisor = new TrainingSupervisor({ launcher: processLauncher(TRAINER) });
  const { window, home } = openServices({ supervisor });
  const page = window();
  const begin = (document: ProjectDocument, rest: Partial<HostInput<'training.start'>> = {}) =>
    page.call('training.start', { document, project: null, paused: false, ...rest });
  /** Starts a run and waits for its end. */
  const train = async (...request: Parameters<typeof begin>): Promise<string> => {
    const { run } = await begin(...request);
    await supervisor.job(run)?.over;
    return run;
  };
  /** What a run that is over left, from its file; the host keeps it until it is there. */
  const leftBy = async (run: string): Promise<Checkpoint> => {
    await expect.poll(() => supervisor.job(run)?.checkpoint, { timeout: 10_000 }).toBeNull();
    const bytes = readFileSync(join(home, 'data', 'runs', `${run}${RUN_FILE_EXTENSION}`));
    const decoded = await decodeRunFile(new Uint8Array(bytes));
    if (!decoded.ok || !decoded.value.checkpoint) throw new Error(`no weights of ${run}`);
    return decoded.value.checkpoint;
  };
  return { supervisor, page, begin, train, leftBy };
}

const summaryOf = async (page: Window, run: string) =>
  (await page.call('runs.read', { run })).summary;

describe('a run that begins with what was kept of another', { timeout: 90_000 }, () => {
  test('CONTINUE-4: goes on where that one stopped, and ends as one that never stopped', async () => {
    const { page, train, leftBy } = opened();
    const document = openedLab('I4', { epochs: 4, optimizer: { kind: 'adam', parameters: {} } });
    const whole = await train(document);
    const first = await train(document, { stepLimit: 30 });
    const second = await train(document, { from: { run: first, keep: 'state' } });
    expect((await leftBy(second)).weights).toEqual((await leftBy(whole)).weights);
    const summary = await summaryOf(page, second);
    expect(summary).toMatchObject({ state: { phase: 'finished' }, from: { run: first, step: 30 } });
  });

  test('CONTINUE-4: after NaN begins anew with the last good weights, at another rate', async () => {
    const { supervisor, page, begin, train, leftBy } = opened();
    // The rate grows from step to step, so the run is sound before it diverges.
    const failed = await train(openedLab('N1', { warmupEpochs: 20 }));
    const { state } = await summaryOf(page, failed);
    expect(state.failure?.kind).toBe('not-finite');
    const { good } = await leftBy(failed);
    expect(good?.step).toBeGreaterThan(0);
    const calm = openedLab('N1', { learningRate: 0.1, epochs: 3 });
    const from = { run: failed, keep: 'weights' } as const;
    const run = await train(calm, { from });
    const summary = await summaryOf(page, run);
    expect(summary.state).toMatchObject({ phase: 'finished', failure: null });
    expect(summary.from).toEqual({ run: failed, step: state.failure?.goodStep });
    // What another one has before its first step, beside what it would have without them.
    const weightsAtStart = async (rest: Parameters<typeof begin>[1]) => {
      const { run: paused } = await begin(calm, { ...rest, paused: true });
      const phase = () => supervisor.job(paused)?.state.phase;
      await expect.poll(phase, { timeout: 30_000 }).toBe('paused');
      supervisor.job(paused)?.control('stop');
      await supervisor.job(paused)?.over;
      return (await leftBy(paused)).weights;
    };
    expect(await weightsAtStart({ from })).toEqual(good?.weights);
    expect(await weightsAtStart({})).not.toEqual(good?.weights);
  });

  test('CONTINUE-5: is refused where the network has other shapes, nothing is left to do, or the run still goes', async () => {
    const { page, begin, train } = opened();
    const document = openedLab('I4', { epochs: 2 });
    const run = await train(document);
    const refusal = (changed: ProjectDocument, from: { run: string; keep: 'state' | 'weights' }) =>
      page.refusal('training.start', { document: changed, project: null, paused: false, from });
    const dense = document.network.nodes.find(({ kind }) => kind === 'dense')?.id ?? '';
    const wider = setNodeParameters(document, dense, { units: 5 });
    expect(await refusal(wider, { run, keep: 'weights' })).toBe('other-shapes');
    expect(await refusal(document, { run, keep: 'state' })).toBe('nothing-to-continue');
    const renamed = JSON.parse(JSON.stringify(document).replaceAll(`"${dense}"`, '"another"'));
    expect(await refusal(renamed, { run, keep: 'weights' })).toBe('no-such-weights');
    expect(await refusal(document, { run: 'nobody', keep: 'weights' })).toBe('unknown-run');
    const { run: going } = await begin(openedLab('I4', { epochs: 5_000 }));
    expect(await refusal(document, { run: going, keep: 'state' })).toBe('run-active');
  });

  test('CONTINUE-4: goes on with its own network where a layer of it leads nowhere and has no weights', async () => {
    const { page, train } = opened();
    const unused = { kind: 'dense', label: 'Unused', position: { x: 0, y: 0 }, parameters: {} };
    const drawn = openedLab('I4', { epochs: 2 });
    const input = drawn.network.nodes.find(({ kind }) => kind === 'input')?.id ?? '';
    const { document: added, id } = addNode(drawn, unused);
    const document = connect(added, input, id ?? '');
    const first = await train(document, { stepLimit: 10 });
    const second = await train(document, { from: { run: first, keep: 'state' } });
    const summary = await summaryOf(page, second);
    expect(summary).toMatchObject({ state: { phase: 'finished' }, from: { run: first, step: 10 } });
  });
});

test('RUN-21: of runs that are over the host holds no weights: they are in the run’s file, and nothing of twins is kept', async () => {
  const { supervisor, page, train, leftBy } = opened();
  const document = openedLab('I4', { epochs: 1 });
  const runs = [await train(document), await train(document), await train(document)];
  const twin = await train(document, { twin: true });
  const left = await Promise.all(runs.map(leftBy));
  expect(left.every(({ weights, progress }) => weights.length > 0 && progress)).toBe(true);
  const held = [...runs, twin].map((run) => supervisor.job(run)?.checkpoint);
  expect(held).toEqual([null, null, null, null]);
  expect(supervisor.job(twin)?.data).toBeNull();
  // Whoever compares a twin still reads what it told.
  expect((await page.call('runs.read', { run: twin })).groups.length).toBeGreaterThan(0);
  // What is asked of a run comes from its file, and stays there when the project finds a place of its own.
  const { layout } = await page.call('runs.read', { run: runs[0] });
  const node = layout?.layers.at(-1)?.node ?? '';
  await page.call('training.measureJacobian', { run: runs[0], node, sample: 0 });
  const handle = await place(page, 'late');
  await page.call('projects.save', { handle, document });
  expect(await leftBy(runs[0])).toEqual(left[0]);
  expect((await page.call('runs.list', { project: handle })).map(({ run }) => run).sort()).toEqual(
    [...runs].sort(),
  );
}, 90_000);
