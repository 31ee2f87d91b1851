import { sweepTable } from '../../../shared/sweep/table';
import { setValues } from '../../../shared/sweep/vary';
import { fillText, joinSentences, type Text } from '../../../shared/text/text';
import { reportFailure, sayDone, sayError } from '../../app/host/report-failure';
import { currentLocale } from '../../app/i18n/i18n';
import { isRunActive } from '../../app/run/control';
import { editDocument, useProject } from '../../app/state/project-store';
import { encodeCsv, exportFile, fileNameOf, sayExported } from '../../monitor/export';
import { openRunOf } from '../../monitor/opened-run-store';
import { closeExplore } from '../open-explore';
import { valueTexts } from './reading';
import type { ShownSweep } from './sweep-store';
import { sweepWords } from './words';

/** All values of a point after one another: `Activation ReLU, Depth 4`. */
function valuesText(plan: ShownSweep['plan'], point: number): Text {
  const texts = valueTexts(plan, point);
  return { en: texts.map(({ en }) => en).join(', '), zh: texts.map(({ zh }) => zh).join('，') };
}

/** Shows the charts of a point's run, where it has one. A run under way keeps the charts. */
export function openPoint(shown: ShownSweep, point: number): void {
  const { plan, outcomes } = shown;
  const { run } = outcomes[point];
  if (run === null) return;
  if (isRunActive()) {
    sayError(sweepWords.entries.openWhileTraining[currentLocale()]);
    return;
  }
  const caption = fillText(sweepWords.entries.chartsOf, {
    run: point + 1,
    values: valuesText(plan, point),
  });
  openRunOf({ run, caption, use: () => applyPoint(shown, point) })
    .then(closeExplore)
    .catch(reportFailure);
}

/**
 * Sets the values of a point in the document as it is now: one edit that can be undone, and that leaves alone what was
 * edited since the sweep began. What the document has no place for any more is said.
 */
export function applyPoint({ plan }: Pick<ShownSweep, 'plan'>, point: number): void {
  const { document, missing } = setValues(
    useProject.getState().document,
    plan.axes,
    plan.points[point],
  );
  editDocument(() => document);
  if (missing.length === 0) {
    sayDone(sweepWords.entries.used);
    return;
  }
  const reasons = missing.map(({ axis, why }) =>
    fillText(sweepWords.entries.notUsed, { axis: axis.label, why }),
  );
  const isAny = missing.length < plan.axes.length;
  const sentences = isAny ? [sweepWords.entries.usedOthers, ...reasons] : reasons;
  sayError(joinSentences(sentences)[currentLocale()]);
}

/** All runs with their values and figures, as a file. */
export async function exportSweep({ plan, outcomes }: ShownSweep): Promise<void> {
  const content = encodeCsv(sweepTable(plan, outcomes));
  const exported = await exportFile(content, 'csv', fileNameOf('sweep'));
  if (exported) sayExported(exported);
}
