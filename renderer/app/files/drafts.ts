import { create } from 'zustand';
import type { HostOutput } from '../../../shared/host';
import { host } from '../host/host';
import { reportFailure } from '../host/report-failure';
import { replaceProject, useProject } from '../state/project-store';
import { useView } from '../state/view-store';
import { mayLeaveProject } from './project-files';
import { askDanger, showRepairs } from './questions';

export type Draft = HostOutput<'drafts.list'>[number];

/** Work that an earlier window left unsaved. */
export const useDrafts = create<{ readonly drafts: readonly Draft[] }>(() => ({ drafts: [] }));

export async function refreshDrafts(): Promise<void> {
  try {
    const drafts = await host.call('drafts.list', {});
    const own = useProject.getState().draft;
    const newestFirst = drafts
      .filter(({ draft }) => draft !== own)
      .sort((first, second) => second.saved - first.saved);
    useDrafts.setState({ drafts: newestFirst });
  } catch (error) {
    reportFailure(error);
  }
}

/** Takes a draft into the window, unsaved as it was; it goes on being the autosave until it is saved. */
export async function takeDraft(draft: string): Promise<void> {
  const opened = await host.call('drafts.read', { draft });
  replaceProject({
    document: opened.document,
    handle: opened.handle,
    location: opened.location || null,
    draft,
    saved: null,
    readOnly: opened.readOnly,
  });
  useView.setState({ screen: 'workbench' });
  if (opened.repairs.length > 0) await showRepairs(opened.repairs);
}

export async function restoreDraft(draft: Draft): Promise<void> {
  if (!(await mayLeaveProject())) return;
  await takeDraft(draft.draft);
  await refreshDrafts();
}

export async function forgetDraft(draft: Draft): Promise<void> {
  const words = { title: 'discardTitle', text: 'discardText', confirm: 'forgetDraft' } as const;
  if (!(await askDanger(words, draft.name))) return;
  await host.call('drafts.discard', { draft: draft.draft });
  await refreshDrafts();
}
