import { create } from 'zustand';
import type { MeasuredRemedy } from '../../shared/diagnosis/remedy';
import { measuredEdit } from '../../shared/diagnosis/repair';
import { subjectOf } from '../../shared/diagnosis/subject';
import type { ProjectDocument } from '../../shared/document/schema';
import { currentLocale } from '../app/i18n/i18n';
import { useProject } from '../app/state/project-store';
import { hasOutcome, type Training, trainTwin } from './twin-run';

/** What became of a remedy that has to be measured: its run goes on, it told no edit, or this edit. */
export type Measured = 'measuring' | 'none' | ProjectDocument;

interface MeasuredEdits {
  /** The document that they were measured of: of another one they say nothing. */
  readonly document: ProjectDocument | null;
  readonly byRemedy: ReadonlyMap<string, Measured>;
}

export const useMeasuredEdits = create<MeasuredEdits>(() => ({
  document: null,
  byRemedy: new Map(),
}));

const knownOf = (document: ProjectDocument): ReadonlyMap<string, Measured> => {
  const { document: measured, byRemedy } = useMeasuredEdits.getState();
  return measured === document ? byRemedy : new Map();
};

function note(document: ProjectDocument, kind: string, measured: Measured | null): void {
  // What is shown is of the document as it is now, or of the one before it, which may come back.
  const shown = [useProject.getState().document, useMeasuredEdits.getState().document];
  if (!shown.includes(document)) return;
  const byRemedy = new Map(knownOf(document));
  if (measured === null) byRemedy.delete(kind);
  else byRemedy.set(kind, measured);
  useMeasuredEdits.setState({ document, byRemedy });
}

/** Runs under way, with the document that each is for. */
const underWay = new Map<Training, ProjectDocument>();

// Of a document that was edited, or left for another project, nobody asks any more.
useProject.subscribe(({ document }) => {
  for (const [training, own] of underWay) if (own !== document) training.stop();
});

/**
 * The edit of a remedy that has to be measured first: trains its run, once for a document. Null where the run told none,
 * where it is under way already, or where the document was edited meanwhile.
 */
export async function measureEdit(
  remedy: MeasuredRemedy,
  nodes: readonly string[],
): Promise<ProjectDocument | null> {
  const { document } = useProject.getState();
  const known = knownOf(document).get(remedy.kind);
  if (known) return typeof known === 'string' ? null : known;
  note(document, remedy.kind, 'measuring');
  const training = trainTwin(remedy.measurement.runOf(document), () => undefined);
  underWay.set(training, document);
  try {
    const run = await training.over;
    const told = hasOutcome(run) ? subjectOf(run) : null;
    if (!told) {
      note(document, remedy.kind, null);
      return null;
    }
    const edit = measuredEdit(document, { remedy, nodes }, told, currentLocale());
    note(document, remedy.kind, edit ?? 'none');
    return useProject.getState().document === document ? edit : null;
  } catch (error) {
    note(document, remedy.kind, null);
    throw error;
  } finally {
    underWay.delete(training);
  }
}
