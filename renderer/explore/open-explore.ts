import { isProjectOpen, useView } from '../app/state/view-store';
import type { ExploreTabName } from './tab-titles';

/** Shows the page over the workbench. Does nothing where no project is open. */
export function openExplore(exploreTab?: ExploreTabName): void {
  if (!isProjectOpen(useView.getState())) return;
  useView.setState({ screen: 'explore', ...(exploreTab && { exploreTab }) });
}

/** Back to the network and its charts. */
export const closeExplore = (): void => {
  if (useView.getState().screen === 'explore') useView.setState({ screen: 'workbench' });
};
