import { Button, Group } from '@mantine/core';
import { sameJson } from '../../shared/document/json';
import type { ProjectDocument } from '../../shared/document/schema';
import type { RunLabel, RunSummary } from '../../shared/host-data';
import { fillText } from '../../shared/text/text';
import { openUnsavedDocument } from '../app/files/project-files';
import { host } from '../app/host/host';
import { hideNotice, showNotice } from '../app/host/notice';
import { reportFailure, sayDone } from '../app/host/report-failure';
import { currentLocale, useWords } from '../app/i18n/i18n';
import { editDocument, useProject } from '../app/state/project-store';
import { useRunDocument } from '../app/state/run-document-store';
import { listRunsAgain } from '../monitor/use-runs';
import { askLabel } from './label-form';
import { runTitle } from './run-title';
import { setSelected } from './selected-runs';
import { runsWords } from './words';

/** What a person does with a run that is kept. */

async function describe(run: string, change: Partial<RunLabel>): Promise<void> {
  await host.call('runs.describe', { run, change });
  listRunsAgain();
}

/** Asks for another name and note, and writes them. */
export async function describeRun({ run, label }: RunSummary): Promise<void> {
  const described = await askLabel(label);
  if (described) await describe(run, described);
}

export const pinRun = (run: string, pinned: boolean): Promise<void> => describe(run, { pinned });

const UNDO_MS = 15_000;

function Deleted({ run, title }: { readonly run: string; readonly title: string }) {
  const t = useWords(runsWords);
  const undo = async (): Promise<void> => {
    await host.call('runs.restore', { run });
    hideNotice(noticeOf(run));
    listRunsAgain();
    sayDone(fillText(runsWords.entries.broughtBack, { run: title }));
  };
  return (
    <Group gap="sm" justify="space-between" wrap="nowrap">
      <span>{t('deleted', { run: title })}</span>
      <Button size="compact-xs" variant="default" onClick={() => void undo().catch(reportFailure)}>
        {t('undo')}
      </Button>
    </Group>
  );
}

const noticeOf = (run: string): string => `deleted-${run}`;

/** Deletes a run, and offers to bring it back. */
export async function deleteRun(summary: RunSummary): Promise<void> {
  const { run } = summary;
  await host.call('runs.delete', { run });
  setSelected(run, false);
  listRunsAgain();
  const title = runTitle(summary, currentLocale());
  showNotice({
    id: noticeOf(run),
    message: <Deleted run={run} title={title} />,
    color: 'accent',
    autoClose: UNDO_MS,
  });
}

/** Whether a run is of the project in the window. */
export function isOwnRun({ project, draft }: Pick<RunSummary, 'project' | 'draft'>): boolean {
  const own = useProject.getState();
  return own.handle === null ? project === null && draft === own.draft : project === own.handle;
}

/** Makes the project what it was for a run, as one edit; what it is called meanwhile stays. */
export function takeRunDocument(run: string, trained: ProjectDocument): ProjectDocument {
  const { document: now } = useProject.getState();
  const after = { ...trained, name: now.name };
  if (sameJson(after, now)) return now;
  editDocument(() => after);
  // The charts of that run are those of the network on the canvas again.
  if (useRunDocument.getState().run === run) useRunDocument.setState({ document: after });
  return after;
}

/** Brings the project back as it was for a run; one of another project is opened beside it, as a new one. */
export async function restoreDocument({ run }: Pick<RunSummary, 'run'>): Promise<void> {
  const { summary, document } = await host.call('runs.read', { run, groups: [] });
  if (!isOwnRun(summary)) {
    if (await openUnsavedDocument(document)) sayDone(runsWords.entries.restoredElsewhere);
    return;
  }
  const before = useProject.getState().document;
  const isChanged = takeRunDocument(run, document) !== before;
  sayDone(runsWords.entries[isChanged ? 'restored' : 'restoredAlike']);
}
