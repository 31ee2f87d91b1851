import type { Problem } from '../../shared/text/problems';
import { useProject } from '../app/state/project-store';
import { select } from '../app/state/selection-store';
import { useView } from '../app/state/view-store';

/** Selects what a problem is about and brings it into view; problems of the settings show their form. */
export function goToProblem({ place }: Problem): void {
  if (place.node !== undefined) {
    select({ nodes: [place.node] });
    useView.setState({ inspectorTab: 'layer', reveal: place.node });
    return;
  }
  if (place.edge !== undefined) {
    const { edges } = useProject.getState().document.network;
    const edge = edges.find(({ id }) => id === place.edge);
    select({ edges: [place.edge] });
    useView.setState({ inspectorTab: 'layer', reveal: edge?.target ?? null });
    return;
  }
  select({});
  if (place.settings === 'data') useView.setState({ sideTab: 'data' });
  if (place.settings === 'training') useView.setState({ inspectorTab: 'training' });
}
