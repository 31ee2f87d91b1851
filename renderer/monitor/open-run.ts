import { isOver } from '../../shared/telemetry/protocol';
import { TelemetryStore } from '../../shared/telemetry/store';
import { host } from '../app/host/host';
import { markTelemetryChanged, useCursor, useRun } from '../app/state/run-store';
import { useView } from '../app/state/view-store';
import { useRunDocument } from './run-document';

/**
 * Shows the charts of a kept run. Does nothing while another run is under way, because its stream would then have
 * no charts to go to. Rejects where the run cannot be read.
 */
export async function openRun(run: string): Promise<void> {
  const stored = await host.call('runs.read', { run });
  const watched = useRun.getState();
  // Reading takes a moment, in which the person may have started to train.
  if (watched.run !== null && !isOver(watched.state?.phase ?? 'starting')) return;
  useRunDocument.setState({ run, document: stored.document });
  useRun.setState({
    run,
    state: stored.summary.state,
    layout: stored.layout,
    telemetry: TelemetryStore.fromStored(stored.layout, stored.groups),
  });
  useCursor.setState({ step: null, range: null });
  useView.setState({ monitorTab: 'loss' });
  markTelemetryChanged();
}
