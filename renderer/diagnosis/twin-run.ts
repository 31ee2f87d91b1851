import type { ProjectDocument } from '../../shared/document/schema';
import type { HostEvent } from '../../shared/host';
import type { RunLayout } from '../../shared/telemetry/layout';
import { isOver, type RunState, type TelemetryPart } from '../../shared/telemetry/protocol';
import { TelemetryStore } from '../../shared/telemetry/store';
import { host } from '../app/host/host';
import { useProject } from '../app/state/project-store';

/** One of the runs of a trial, as it grows. */
export interface TwinRun {
  readonly document: ProjectDocument;
  readonly layout: RunLayout | null;
  readonly telemetry: TelemetryStore | null;
  readonly state: RunState | null;
}

export const isSettled = ({ state }: TwinRun): boolean => state !== null && isOver(state.phase);

/** It came to an end of its own: finished, or failed as its network fails. */
export const hasOutcome = ({ state }: TwinRun): boolean =>
  state?.phase === 'finished' || state?.failure?.kind === 'not-finite';

export interface Training {
  /** The run when it is over, also where it was stopped; rejects where the host did not start it. */
  readonly over: Promise<TwinRun>;
  stop(): void;
}

interface Receiver {
  layout(event: HostEvent<'training.layout'>): void;
  state(event: HostEvent<'training.state'>): void;
  telemetry(event: HostEvent<'training.telemetry'>): void;
}

const receivers = new Map<string, Receiver>();
let isListening = false;

function listen(): void {
  if (isListening) return;
  isListening = true;
  host.on('training.layout', (event) => receivers.get(event.run)?.layout(event));
  host.on('training.state', (event) => receivers.get(event.run)?.state(event));
  host.on('training.telemetry', (event) => receivers.get(event.run)?.telemetry(event));
}

export const untrained = (document: ProjectDocument): TwinRun => ({
  document,
  layout: null,
  telemetry: null,
  state: null,
});

/** Trains a document beside the run that the window watches; `changed` hears of every part that arrives. */
export function trainTwin(document: ProjectDocument, changed: (run: TwinRun) => void): Training {
  listen();
  let current = untrained(document);
  let run: string | null = null;
  let isStopped = false;
  let settle: (run: TwinRun) => void = () => undefined;
  const settled = new Promise<TwinRun>((resolve) => {
    settle = resolve;
  });
  const become = (change: Partial<TwinRun>): void => {
    current = { ...current, ...change };
    changed(current);
    if (!isSettled(current)) return;
    if (run !== null) receivers.delete(run);
    settle(current);
  };
  const stopRun = (started: string): void =>
    void host.call('training.control', { run: started, action: 'stop' }).catch(() => undefined);

  const begin = async (): Promise<TwinRun> => {
    const { handle: project } = useProject.getState();
    const started = await host.call('training.start', {
      document,
      project,
      paused: false,
      twin: true,
    });
    run = started.run;
    if (isStopped) stopRun(run);
    receivers.set(run, {
      layout: ({ layout }) => {
        if (!current.layout) become({ layout, telemetry: new TelemetryStore(layout) });
      },
      state: ({ state }) => become({ state }),
      telemetry: ({ parts }) => {
        current.telemetry?.append(parts as readonly TelemetryPart[]);
        become({});
      },
    });
    // What the run told before the answer that names it came is read from the host.
    const { layout, groups, summary } = await host.call('runs.read', { run });
    const { state } = current;
    become({
      ...(layout && { layout, telemetry: TelemetryStore.fromStored(layout, groups) }),
      // A newer state may have come while the host was reading.
      state:
        state && (isOver(state.phase) || state.step > summary.state.step) ? state : summary.state,
    });
    return settled.then(() => current);
  };
  return {
    over: begin(),
    stop() {
      isStopped = true;
      if (run !== null && !isSettled(current)) stopRun(run);
    },
  };
}
