import { beforeEach, expect, test } from 'vitest';
import type { HostOutput } from '../../../shared/host';
import { installBridge } from '../app/bridge';
import { readRun, runState } from '../app/told-runs';

const host = installBridge({});
const { clearRunView } = await import('../../../renderer/app/run/watch');
const { useRun } = await import('../../../renderer/app/state/run-store');
const { openRun } = await import('../../../renderer/monitor/open-run');
const { closeOpenedRun, openRunOf, shownOpenedRun, useOpenedRun } = await import(
  '../../../renderer/monitor/opened-run-store'
);

const read = (run: string): HostOutput<'runs.read'> => readRun(run, runState('finished', 1));

const of = (run: string) => ({ run, caption: { en: run, zh: run }, use: () => undefined });
/** What the line over the charts says. */
const caption = (): string | null =>
  shownOpenedRun(useOpenedRun.getState().opened, useRun.getState().run)?.caption.en ?? null;

beforeEach(() => {
  clearRunView();
  useOpenedRun.setState({ opened: null });
  host.handlers['runs.read'] = ({ run }) => read(run);
});

test('SWEEP-27: the charts of an opened run say whose they are, and closing brings back those before', async () => {
  await openRun('own');
  await openRunOf(of('sweep/1'));
  await openRunOf(of('sweep/2'));
  expect(caption()).toBe('sweep/2');
  await closeOpenedRun();
  expect(caption()).toBeNull();
  expect(useRun.getState().run).toBe('own');
});

test('SWEEP-27: without charts before there are none after; another run that is shown ends the line', async () => {
  await openRunOf(of('sweep/1'));
  await closeOpenedRun();
  expect(useRun.getState().run).toBeNull();
  await openRunOf(of('sweep/1'));
  await openRun('own');
  expect(caption()).toBeNull();
  await closeOpenedRun();
  expect(useRun.getState().run).toBe('own');
});
