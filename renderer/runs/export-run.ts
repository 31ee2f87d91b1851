import type { ExportFormat } from '../../shared/interop/exchange';
import { fillText } from '../../shared/text/text';
import { host } from '../app/host/host';
import { sayDone } from '../app/host/report-failure';
import { runsWords } from './words';

/** Writes what a run reported for another tool. */
export async function exportRun(run: string, { kind }: ExportFormat): Promise<void> {
  const done = await host.call('runs.export', { run, format: kind });
  if (done) sayDone(fillText(runsWords.entries.exported, done));
}
