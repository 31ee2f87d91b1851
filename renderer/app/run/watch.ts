import type { HostEvent, HostStreamName, StoredRun } from '../../../shared/host';
import { isOver, type TelemetryPart } from '../../../shared/telemetry/protocol';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { useConnection } from '../host/connection-store';
import { host } from '../host/host';
import { showNotice } from '../host/notice';
import { reportFailure } from '../host/report-failure';
import { currentLocale } from '../i18n/i18n';
import { markTelemetryChanged, useCursor, useRun } from '../state/run-store';
import { runWords } from './words';

/**
 * Keeps the window's view of a run up to date: layout, state and telemetry as the host streams them, or a run
 * that was kept. Rows go into the telemetry store, outside React.
 */

type RunStreamName = Extract<HostStreamName, `training.${string}`>;
type RunEvent = {
  [Name in RunStreamName]: HostEvent<Name> & { readonly stream: Name };
}[RunStreamName];

/** A run's first events may overtake the answer that names it; they wait here, in order. */
let early: RunEvent[] | null = null;

const HANDLERS: {
  readonly [Name in RunStreamName]: (event: HostEvent<Name>) => void;
} = {
  'training.layout': ({ layout }) => {
    // After a reconnect the stored rows are already here; a fresh store would lose them.
    if (useRun.getState().layout) return;
    useRun.setState({ layout, telemetry: new TelemetryStore(layout) });
    markTelemetryChanged();
  },
  'training.state': ({ state }) => useRun.setState({ state }),
  'training.telemetry': ({ parts }) => {
    useRun.getState().telemetry?.append(parts as readonly TelemetryPart[]);
    markTelemetryChanged();
  },
  'training.notice': ({ message }) => {
    const locale = currentLocale();
    showNotice({ title: runWords.entries.notice[locale], message: message[locale], color: 'gray' });
  },
};

function handle(event: RunEvent): void {
  if (event.run !== useRun.getState().run) return;
  const receive = HANDLERS[event.stream] as (event: RunEvent) => void;
  receive(event);
}

function receive(event: RunEvent): void {
  if (early) early.push(event);
  else handle(event);
}

/** Shows nothing: the charts are empty and the cursor follows the newest step again. */
export function clearRunView(): void {
  useRun.setState({ run: null, state: null, layout: null, telemetry: null });
  useCursor.setState({ step: null, range: null });
  markTelemetryChanged();
}

/** Watches the run that `start` begins, from its first event on. Rejects as `start` does; the older run stays then. */
export async function watchNewRun(start: () => Promise<string>): Promise<void> {
  const waiting: RunEvent[] = [];
  early = waiting;
  try {
    const run = await start();
    clearRunView();
    useRun.setState({ run });
  } finally {
    early = null;
    for (const event of waiting) handle(event);
  }
}

function showStored(stored: StoredRun): void {
  useRun.setState({
    run: stored.summary.run,
    state: stored.summary.state,
    layout: stored.layout,
    telemetry: TelemetryStore.fromStored(stored.layout, stored.groups),
  });
  useCursor.setState({ step: null, range: null });
  markTelemetryChanged();
}

/** Shows the newest run of a saved project, so that a reopened project still has its charts. */
export async function showLastRun(project: string): Promise<void> {
  const [latest] = await host.call('runs.list', { project });
  // The person may have started a run, or opened another project, while the host was reading.
  if (!latest || useRun.getState().run) return;
  const stored = await host.call('runs.read', { run: latest.run });
  if (!useRun.getState().run) showStored(stored);
}

/** What was streamed while the connection was lost is read again from the host. */
async function catchUp(): Promise<void> {
  const { run, state } = useRun.getState();
  if (!run || !state || isOver(state.phase)) return;
  const stored = await host.call('runs.read', { run });
  if (useRun.getState().run === run) showStored(stored);
}

/** Begins listening; call once. */
export function watchRuns(): void {
  for (const stream of Object.keys(HANDLERS) as RunStreamName[]) {
    host.on(stream, (event) => receive({ ...event, stream } as RunEvent));
  }
  useConnection.subscribe((connection, previous) => {
    if (connection.phase === 'open' && previous.phase === 'lost') catchUp().catch(reportFailure);
  });
}
