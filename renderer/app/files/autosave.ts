import { HostCallError } from '../../../shared/host';
import { fillTemplate } from '../../../shared/text/text';
import { useConnection } from '../host/connection-store';
import { host } from '../host/host';
import { reportFailure, sayError, sentenceOf } from '../host/report-failure';
import { currentLocale } from '../i18n/i18n';
import { isDirty, useProject } from '../state/project-store';
import { fileWords } from './words';

/** interfaces.md: "autosave one second after the last change, and at blur and close". */
export const AUTOSAVE_DELAY_MS = 1_000;

let timer: ReturnType<typeof setTimeout> | undefined;
let writing: Promise<void> = Promise.resolve();
let written: unknown = null;
/** Said once, not every second, until a write succeeds again. */
let failureSaid = false;

function sayAutosaveFailure(error: unknown): void {
  if (failureSaid) return;
  failureSaid = true;
  if (error instanceof HostCallError && error.failure.kind === 'connection-lost') return;
  const template = fileWords.entries.autosaveFailed[currentLocale()];
  sayError(fillTemplate(template, { reason: sentenceOf(error) }));
}

async function writeDraft(): Promise<void> {
  const state = useProject.getState();
  if (!isDirty(state) || state.document === written) return;
  try {
    await host.call('drafts.write', {
      draft: state.draft,
      handle: state.handle,
      document: state.document,
    });
    written = state.document;
    failureSaid = false;
  } catch (error) {
    sayAutosaveFailure(error);
  }
}

/** Writes the draft now if there is something new; writes follow one another, so that an older one never lands last. */
export function autosaveNow(): Promise<void> {
  clearTimeout(timer);
  writing = writing.then(writeDraft);
  return writing;
}

/**
 * The draft of a project that was saved or given up. Follows a write under way, which would bring it back; what is
 * edited from now on is written after it.
 */
export function discardDraft(draft: string): Promise<void> {
  clearTimeout(timer);
  const givenUp = useProject.getState().document;
  const discarded = writing.then(async () => {
    // What was given up must not be written again at the next blur, before another project takes its place.
    written = givenUp;
    await host.call('drafts.discard', { draft });
  });
  writing = discarded.catch(() => undefined);
  return discarded;
}

/** Begins to watch the document; call once. */
export function startAutosave(): void {
  useProject.subscribe((state, previous) => {
    if (state.document === previous.document || state.draft !== previous.draft) return;
    clearTimeout(timer);
    // Undone back to the saved state: a draft of what was undone would be offered after a crash.
    if (!isDirty(state)) void discardDraft(state.draft).catch(reportFailure);
    else timer = setTimeout(() => void autosaveNow(), AUTOSAVE_DELAY_MS);
  });
  // A host that lost sight of this window may think the draft abandoned, or have been started anew.
  useConnection.subscribe((connection, previous) => {
    if (connection.phase !== 'open' || previous.phase !== 'lost') return;
    written = null;
    void autosaveNow();
  });
  window.addEventListener('blur', () => void autosaveNow());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void autosaveNow();
  });
  window.addEventListener('beforeunload', (event) => {
    void autosaveNow();
    // A browser asks in its own words; the desktop host then has the page ask (`closeWindow`).
    if (isDirty(useProject.getState())) event.preventDefault();
  });
}
