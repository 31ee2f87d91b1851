import type { Problem } from '../../shared/text/problems';
import { selectEdgePath, selectPath } from '../app/state/opened-store';
import { select } from '../app/state/selection-store';
import { useView } from '../app/state/view-store';

/** Selects what a problem is about and brings it into view; problems of the settings show their form. */
export function goToProblem({ place }: Problem): void {
  if (place.node !== undefined) {
    useView.setState({ reveal: selectPath(place.node), inspectorTab: 'layer' });
    return;
  }
  if (place.edge !== undefined) {
    useView.setState({ inspectorTab: 'layer', reveal: selectEdgePath(place.edge) });
    return;
  }
  select({});
  if (place.settings === 'data') useView.setState({ sideTab: 'data' });
  if (place.settings === 'training') useView.setState({ inspectorTab: 'training' });
}
