import { beforeEach, describe, expect, it } from 'vitest';
import type { HostInput } from '../../../shared/host';
import type { Landscape } from '../../../shared/telemetry/landscape';
import { installBridge, Refusal } from '../app/bridge';
import { runState } from '../app/told-runs';

const host = installBridge({
  'landscape.measure': () => ({}),
  'landscape.end': () => ({}),
});
const { useRun } = await import('../../../renderer/app/state/run-store');
const { useConnection } = await import('../../../renderer/app/host/connection-store');
const { chooseLandscape, endLandscape, measureLandscape, useLandscape } = await import(
  '../../../renderer/explore/landscape/landscape-store'
);

/** What the host was asked last. */
const asked = (): HostInput<'landscape.measure'> =>
  host.callsOf('landscape.measure').at(-1)?.input as HostInput<'landscape.measure'>;

function answer(phase: 'measuring' | 'finished', measured: number): void {
  const { run, ...request } = asked();
  const landscape: Landscape = {
    phase,
    request,
    why: null,
    step: 4,
    samples: 10,
    shareSize: 10,
    alpha: { from: -1, to: 1 },
    beta: { from: -1, to: 1 },
    losses: new Float32Array(request.resolution ** 2).fill(1),
    measured,
    centre: 1,
    path: null,
  };
  host.emit('landscape.picture', { run, landscape });
}

const shown = () => useLandscape.getState().shown?.landscape;

describe('LAND-14: a page shows the answers to its newest question, and says why there are no more', () => {
  beforeEach(() => {
    useConnection.setState({ phase: 'open', attempts: 0 });
    useRun.setState({ run: 'run-1', state: runState('running', 1) });
    useLandscape.setState({ asked: null, shown: null, failure: null });
    chooseLandscape({ directions: 'random', seed: 7, resolution: 5 });
    host.handlers['landscape.measure'] = () => ({});
  });

  it('asks as was chosen, and shows each answer until the last', async () => {
    await measureLandscape('run-1');
    expect(asked()).toMatchObject({
      run: 'run-1',
      directions: { kind: 'random', seed: 7 },
      resolution: 5,
      samples: 512,
    });
    answer('measuring', 3);
    expect(shown()).toMatchObject({ phase: 'measuring', measured: 3 });
    expect(useLandscape.getState().asked).not.toBeNull();
    answer('finished', 25);
    expect(shown()).toMatchObject({ phase: 'finished', measured: 25 });
    expect(useLandscape.getState().asked).toBeNull();
    chooseLandscape({ directions: 'path' });
    await measureLandscape('run-1');
    expect(asked().directions).toEqual({ kind: 'path' });
  });

  it('does not show what was asked before', async () => {
    await measureLandscape('run-1');
    const { run, ...request } = asked();
    await measureLandscape('run-1');
    const why = { en: 'Replaced.', zh: '已替换。' };
    host.emit('landscape.picture', { run, landscape: { phase: 'refused', request, why } });
    expect(shown()).toBeUndefined();
    expect(useLandscape.getState().asked).not.toBeNull();
  });

  it('keeps what is measured when the person ends it', async () => {
    await measureLandscape('run-1');
    answer('measuring', 9);
    await endLandscape();
    expect(host.callsOf('landscape.end')).toHaveLength(1);
    expect(shown()).toMatchObject({ phase: 'ended', measured: 9 });
    expect(useLandscape.getState().asked).toBeNull();
  });

  it('waits for the rest where its run ends meanwhile', async () => {
    await measureLandscape('run-1');
    answer('measuring', 9);
    useRun.setState({ state: runState('finished', 1) });
    expect(shown()).toMatchObject({ phase: 'measuring', measured: 9 });
    answer('finished', 25);
    expect(shown()).toMatchObject({ phase: 'finished', measured: 25 });
  });

  it('says so when the connection is lost, and when the host refuses', async () => {
    await measureLandscape('run-1');
    answer('measuring', 9);
    useConnection.setState({ phase: 'lost' });
    expect(shown()).toMatchObject({ phase: 'ended', measured: 9 });
    expect(useLandscape.getState().failure?.en).toContain('connection');
    const text = { en: 'No weights.', zh: '没有权重。' };
    host.handlers['landscape.measure'] = () => {
      throw new Refusal({ kind: 'no-weights', text });
    };
    await measureLandscape('run-1');
    expect(useLandscape.getState()).toMatchObject({ asked: null, failure: text });
  });
});
