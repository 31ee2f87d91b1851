import { create } from 'zustand';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import type { Analysis } from '../../../shared/graph/analysis';
import { useProject } from './project-store';

/** What the current document means, made anew once per edit, whoever asks. */
export const useAnalysis = create<Analysis>(() => analyse(useProject.getState().document));

const meaningChanged = (before: ProjectDocument, after: ProjectDocument): boolean =>
  before.network.nodes !== after.network.nodes ||
  before.network.edges !== after.network.edges ||
  before.blocks !== after.blocks ||
  before.data !== after.data ||
  before.training !== after.training;

useProject.subscribe((state, previous) => {
  if (!meaningChanged(previous.document, state.document)) return;
  useAnalysis.setState(analyse(state.document), true);
});
