import { create } from 'zustand';
import type { RecentProject } from '../../../shared/host-data';
import { host } from '../host/host';
import { reportFailure } from '../host/report-failure';

export interface RecentState {
  /** Null while the host is asked for the first time. */
  readonly projects: readonly RecentProject[] | null;
}

export const useRecent = create<RecentState>(() => ({ projects: null }));

export async function refreshRecent(): Promise<void> {
  try {
    useRecent.setState({ projects: await host.call('projects.recent', {}) });
  } catch (error) {
    useRecent.setState((state) => ({ projects: state.projects ?? [] }));
    reportFailure(error);
  }
}

/** Takes a project off the list; its file stays. */
export async function forgetRecent(handle: string): Promise<void> {
  await host.call('projects.forget', { handle });
  await refreshRecent();
}
