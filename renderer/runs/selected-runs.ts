import { create } from 'zustand';
import { useProject } from '../app/state/project-store';

/** The runs that were chosen to be compared, in the order of choice. */
export const useSelectedRuns = create<{ readonly runs: readonly string[] }>(() => ({ runs: [] }));

export const selectRuns = (runs: readonly string[]): void => useSelectedRuns.setState({ runs });

export function setSelected(run: string, isSelected: boolean): void {
  const others = useSelectedRuns.getState().runs.filter((each) => each !== run);
  selectRuns(isSelected ? [...others, run] : others);
}

// Lists show the runs of one project, so what was chosen of another could not be seen, nor let go.
useProject.subscribe(({ draft }, before) => {
  if (draft !== before.draft) selectRuns([]);
});
