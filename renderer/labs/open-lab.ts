import { sameJson, setData, setTraining } from '../../shared/document/edits';
import type { Network, ProjectDocument } from '../../shared/document/schema';
import type { Lab } from '../../shared/labs/lab';
import type { Locale } from '../../shared/text/text';
import { openUnsavedDocument } from '../app/files/project-files';
import { currentLocale } from '../app/i18n/i18n';
import { editDocument, useProject } from '../app/state/project-store';
import { useView } from '../app/state/view-store';
import { showOpened } from '../canvas/view-actions';

type MakeDocument = (locale?: Locale) => ProjectDocument;

/** Takes a lab into the window; asks first where that would drop unsaved work. */
export async function openLab(lab: Lab): Promise<void> {
  const opened = await openUnsavedDocument(lab.document(currentLocale()));
  if (!opened) return;
  const { chart, overlay } = lab.look;
  useView.setState({ screen: 'workbench', sideTab: 'lab', monitorTab: chart, overlay });
}

/** The network, data and training of `source` in `document`, which keeps its name: one edit, one undo step. */
export const takeOver = (document: ProjectDocument, source: ProjectDocument): ProjectDocument =>
  setTraining(setData({ ...document, network: source.network }, source.data), source.training);

/** Makes a step's change (or undoes all of them, given the lab itself) in the current project. */
export function applyLabDocument(make: MakeDocument): void {
  const source = make(currentLocale());
  const { nodes } = useProject.getState().document.network;
  editDocument((document) => takeOver(document, source));
  // With other layers the network has another extent. React Flow learns of it in the next render.
  if (source.network.nodes.length !== nodes.length) requestAnimationFrame(showOpened);
}

/** What a network computes: places, names and comments are the person's own. */
const meaningOf = ({ nodes, edges }: Network) => ({
  nodes: nodes.map(({ id, kind, parameters }) => ({ id, kind, parameters })),
  edges: edges.map(({ source, target, targetPort }) => ({ source, target, targetPort })),
});

/** Whether `document` computes and trains as the lab's document does. */
export function isAtLabDocument(
  document: ProjectDocument,
  make: MakeDocument,
  locale: Locale,
): boolean {
  const source = make(locale);
  return (
    sameJson(document.training, source.training) &&
    sameJson(document.data, source.data) &&
    sameJson(meaningOf(document.network), meaningOf(source.network))
  );
}
