import { documentAt } from '../../../shared/sweep/plan';
import { sweepTable } from '../../../shared/sweep/table';
import { reportFailure, sayDone, sayError } from '../../app/host/report-failure';
import { currentLocale } from '../../app/i18n/i18n';
import { isRunActive } from '../../app/run/control';
import { editDocument } from '../../app/state/project-store';
import { encodeCsv, exportFile, fileNameOf, sayExported } from '../../monitor/export';
import { openRun } from '../../monitor/open-run';
import { closeExplore } from '../open-explore';
import type { ShownSweep } from './sweep-store';
import { sweepWords } from './words';

/** Shows the charts of a point's run, where it has one. A run under way keeps the charts. */
export function openPoint({ outcomes }: ShownSweep, point: number): void {
  const { run } = outcomes[point];
  if (run === null) return;
  if (isRunActive()) {
    sayError(sweepWords.entries.openWhileTraining[currentLocale()]);
    return;
  }
  openRun(run).then(closeExplore).catch(reportFailure);
}

/** Makes the document that of a point: one edit that can be undone. */
export function applyPoint({ document, plan }: ShownSweep, point: number): void {
  // Its name may have changed since the sweep began, and is no setting.
  editDocument(({ name }) => ({ ...documentAt(document, plan.axes, plan.points[point]), name }));
  sayDone(sweepWords.entries.used);
}

/** All runs with their values and figures, as a file. */
export async function exportSweep({ plan, outcomes }: ShownSweep): Promise<void> {
  const content = encodeCsv(sweepTable(plan, outcomes));
  const exported = await exportFile(content, 'csv', fileNameOf('sweep'));
  if (exported) sayExported(exported);
}
