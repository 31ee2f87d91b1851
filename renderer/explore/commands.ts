import type { Command } from '../app/commands/command';
import { isProjectOpen, useView } from '../app/state/view-store';
import { closeExplore, openExplore } from './open-explore';
import { EXPLORE_TITLES, type ExploreTabName } from './tab-titles';

const isOpen = (): boolean => useView.getState().screen === 'explore';

/** A command a tab, and the way back. */
export const exploreCommands: readonly Command[] = [
  ...(Object.keys(EXPLORE_TITLES) as ExploreTabName[]).map((name): Command => {
    const title = EXPLORE_TITLES[name];
    return {
      name: `view.explore-${name}`,
      group: 'view',
      label: { en: `Explore: ${title.en}`, zh: `探索：${title.zh}` },
      isEnabled: () => isProjectOpen(useView.getState()),
      run: () => openExplore(name),
    };
  }),
  {
    name: 'view.explore',
    group: 'view',
    label: { en: 'Explore, or back to the network', zh: '探索，或回到网络' },
    shortcuts: ['Mod+E'],
    worksInFields: true,
    isEnabled: () => isProjectOpen(useView.getState()),
    run: () => (isOpen() ? closeExplore() : openExplore()),
  },
];
