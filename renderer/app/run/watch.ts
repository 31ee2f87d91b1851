import type { HostEvent, HostOutput, HostStreamName } from '../../../shared/host';
import type { ReadRun } from '../../../shared/host-data';
import { isOver, type RunState, type TelemetryPart } from '../../../shared/telemetry/protocol';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { useConnection } from '../host/connection-store';
import { host } from '../host/host';
import { showNotice } from '../host/notice';
import { reportFailure } from '../host/report-failure';
import { currentLocale } from '../i18n/i18n';
import { type Elsewhere, markTelemetryChanged, useCursor, useRun } from '../state/run-store';
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
  'training.jacobian': ({ jacobian }) =>
    useRun.setState(({ jacobians }) => ({
      jacobians: new Map(jacobians).set(jacobian.node, jacobian),
    })),
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
  useRun.setState({
    run: null,
    state: null,
    layout: null,
    telemetry: null,
    from: null,
    jacobians: new Map(),
    elsewhere: null,
  });
  useCursor.setState({ step: null, range: null });
  markTelemetryChanged();
}

/** Watches the run that `start` begins, from its first event on. Rejects as `start` does; the older run stays then. */
export async function watchNewRun(
  start: () => Promise<HostOutput<'training.start'>>,
): Promise<void> {
  const waiting: RunEvent[] = [];
  early = waiting;
  try {
    const { run, from = null } = await start();
    clearRunView();
    useRun.setState({ run, from });
  } finally {
    early = null;
    for (const event of waiting) handle(event);
  }
}

/** Shows a run as the host has it; the stream goes on from there. */
export function showRun(
  { summary, layout, groups }: ReadRun,
  elsewhere: Elsewhere | null = null,
): void {
  useRun.setState({
    run: summary.run,
    state: summary.state,
    layout,
    telemetry: layout && TelemetryStore.fromStored(layout, groups),
    from: summary.from ?? null,
    jacobians: new Map(),
    elsewhere,
  });
  useCursor.setState({ step: null, range: null });
  markTelemetryChanged();
}

/** A run outlives the page that began it: whoever opens its project again is told that it goes on. */
function sayUnderWay({ phase }: RunState): void {
  if (isOver(phase)) return;
  const { underWay, underWayText } = runWords.entries;
  const locale = currentLocale();
  showNotice({ title: underWay[locale], message: underWayText[locale], color: 'blue' });
}

/** A test of rates is no news of a project, and weights from another tool have no charts. */
const SHOWS_NOTHING: ReadonlySet<string> = new Set(['rateTest', 'imported']);

/** Shows the newest run of a saved project, so that a reopened project still has its charts. */
export async function showLastRun(project: string): Promise<void> {
  const runs = await host.call('runs.list', { project });
  const latest = runs.find(({ purpose }) => !SHOWS_NOTHING.has(purpose.kind));
  // The person may have started a run, or opened another project, while the host was reading.
  if (!latest || useRun.getState().run) return;
  const read = await host.call('runs.read', { run: latest.run });
  if (useRun.getState().run) return;
  showRun(read);
  sayUnderWay(read.summary.state);
}

/** What was streamed while the connection was lost is read again from the host. */
async function catchUp(): Promise<void> {
  const { run, state, elsewhere } = useRun.getState();
  if (!run || !state || elsewhere || isOver(state.phase)) return;
  const read = await host.call('runs.read', { run });
  if (useRun.getState().run === run) showRun(read);
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
