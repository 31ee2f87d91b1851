import { reportFailure } from '../host/report-failure';
import { abandonRun } from '../run/control';
import { showLastRun } from '../run/watch';
import { useProject } from '../state/project-store';
import { select } from '../state/selection-store';
import { useView } from '../state/view-store';

/** When another project comes into the window, nothing of the old one stays: selection, run, cursor. Call once. */
export function watchProject(): void {
  useProject.subscribe((state, previous) => {
    if (state.draft === previous.draft) return;
    select({});
    useView.setState({ reveal: null, overlay: 'shapes', inspectorTab: 'training' });
    abandonRun();
    if (state.handle) showLastRun(state.handle).catch(reportFailure);
  });
}
