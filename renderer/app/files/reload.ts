import { z } from 'zod';
import { parseProject, serializeProject } from '../../../shared/document/file';
import { openRun } from '../../monitor/open-run';
import { host } from '../host/host';
import { reportFailure } from '../host/report-failure';
import { recallRateTest } from '../run/rate-test';
import { loadWorkbench } from '../shell/workbench-part';
import { isDirty, replaceProject, useProject } from '../state/project-store';
import { forgetRateTest, useRateTest } from '../state/rate-test-store';
import { useRun } from '../state/run-store';
import { INSPECTOR_TABS, isProjectOpen, OVERLAYS, SIDE_TABS, useView } from '../state/view-store';
import { takeDraft } from './drafts';
import { openProject } from './project-files';

/**
 * A page that is loaded anew (F5, a tab that the browser put to sleep) comes back to what it showed. The session
 * storage is the tab's own and ends with it.
 */
const KEY = 'vanishing-point.window';

const keptSchema = z.object({
  draft: z.string(),
  handle: z.string().nullable(),
  unsaved: z.boolean(),
  /** Of a project that has no file and no draft: a lab that was opened and not changed. */
  text: z.string().nullable(),
  run: z.string().nullable(),
  /** The test of rates whose finding was shown, beside whatever run. */
  rateTest: z.string().nullable(),
  view: z.object({
    overlay: z.enum(OVERLAYS),
    monitorTab: z.string(),
    sideTab: z.enum(SIDE_TABS),
    inspectorTab: z.enum(INSPECTOR_TABS),
  }),
});
type Kept = z.infer<typeof keptSchema>;

function keep(): void {
  const { screen, overlay, monitorTab, sideTab, inspectorTab } = useView.getState();
  if (!isProjectOpen({ screen })) return;
  const project = useProject.getState();
  const { draft, handle, document } = project;
  const unsaved = isDirty(project);
  const kept: Kept = {
    draft,
    handle,
    unsaved,
    text: unsaved || handle !== null ? null : serializeProject(document),
    run: useRun.getState().run,
    rateTest: useRateTest.getState().run,
    view: { overlay, monitorTab, sideTab, inspectorTab },
  };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // No room, or storage is forbidden: the start page offers the draft, as after a crash.
  }
}

/** Takes what was kept out of the storage, so that a duplicate of this tab does not write the same draft. */
function take(): Kept | null {
  try {
    const text = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return text === null ? null : keptSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function bringBack({ draft, handle, unsaved, text }: Kept): Promise<void> {
  if (unsaved) return takeDraft(draft);
  if (handle !== null) return openProject(handle);
  const parsed = text === null ? null : parseProject(text);
  // Under its own draft, by which its runs are known.
  if (parsed?.ok) replaceProject({ document: parsed.value.document, draft });
}

/** Comes back to the project, the run and the pages of before the page was loaded anew. Call once, at the start. */
export async function comeBack(): Promise<void> {
  const kept = take();
  window.addEventListener('pagehide', keep);
  if (!kept) return;
  try {
    // Together: a page that comes back must not show the start page in between.
    await Promise.all([bringBack(kept), loadWorkbench()]);
    if (kept.run !== null) await openRun(kept.run);
    if (kept.rateTest !== null && kept.rateTest !== kept.run) {
      recallRateTest(await host.call('runs.read', { run: kept.rateTest }));
    }
    // A finding that was dismissed does not come back with its run.
    if (kept.rateTest === null) forgetRateTest();
    useView.setState({ screen: 'workbench', ...kept.view });
  } catch (error) {
    reportFailure(error);
  }
}
