import { host } from '../app/host/host';
import { recallRateTest } from '../app/run/rate-test';
import { showRun } from '../app/run/watch';
import { useRunDocument } from '../app/state/run-document-store';
import { isUnderWay, useRun } from '../app/state/run-store';
import { useView } from '../app/state/view-store';

/**
 * Shows the charts of a kept run. Does nothing while another run is under way, because its stream would then have
 * no charts to go to. Rejects where the run cannot be read.
 */
export async function openRun(run: string): Promise<void> {
  const read = await host.call('runs.read', { run });
  // Reading takes a moment, in which the person may have started to train.
  if (isUnderWay(useRun.getState())) return;
  useRunDocument.setState({ run, document: read.document });
  showRun(read);
  recallRateTest(read);
  useView.setState({ monitorTab: 'loss' });
}
