import { beforeEach, describe, expect, it } from 'vitest';
import { installBridge, Refusal } from './bridge';

const saves: unknown[] = [];
const host = installBridge({
  'projects.save': ({ document }) => {
    saves.push(document);
    return { location: '~/spirals.vpnet', saved: 1 };
  },
  'projects.recent': () => [],
  'projects.close': () => ({}),
  'drafts.discard': () => ({}),
  'drafts.write': () => ({ saved: 1 }),
});

const {
  editDocument,
  isDirty,
  replaceProject,
  redo,
  undo,
  useProject,
  pauseHistory,
  resumeHistory,
} = await import('../../../renderer/app/state/project-store');
const { mayLeaveProject, saveProject, saveProjectAs } = await import(
  '../../../renderer/app/files/project-files'
);
const { useSettings } = await import('../../../renderer/app/settings/settings');
const { autosaveNow } = await import('../../../renderer/app/files/autosave');
const { createDocument } = await import('../../../shared/document/new-document');

const rename = (name: string): void => editDocument((document) => ({ ...document, name }));
const nameNow = (): string => useProject.getState().document.name;

const desktop = {
  version: '1',
  host: 'desktop',
  platform: 'linux',
  nativeDialogs: true,
  updates: false,
  locale: 'en',
} as const;
useSettings.setState({ info: desktop });

beforeEach(() => {
  host.calls.length = 0;
  saves.length = 0;
  replaceProject({
    document: createDocument('start'),
    handle: 'file-1',
    location: '~/spirals.vpnet',
  });
});

describe('APP-3: what is not saved is never called saved', () => {
  it('a saved project is clean, an edited one is not, an undone one is clean again', async () => {
    expect(isDirty(useProject.getState())).toBe(false);
    rename('edited');
    expect(isDirty(useProject.getState())).toBe(true);
    undo();
    expect(isDirty(useProject.getState())).toBe(false);
    redo();
    await saveProject();
    expect(isDirty(useProject.getState())).toBe(false);
  });

  it('leaving while the file is written waits for it instead of asking', async () => {
    rename('just saved');
    const saving = saveProject();
    expect(isDirty(useProject.getState())).toBe(true);
    expect(await mayLeaveProject()).toBe(true);
    expect(await saving).toBe(true);
    expect(saves).toHaveLength(1);
  });

  it('an edit made while the file is written stays unsaved, and its draft is kept', async () => {
    rename('first');
    const write = host.handlers['projects.save'];
    host.handlers['projects.save'] = async (input) => {
      rename('second');
      return write?.(input) ?? { location: '', saved: 0 };
    };
    await saveProject();
    host.handlers['projects.save'] = write;
    expect(saves).toMatchObject([{ name: 'first' }]);
    expect(nameNow()).toBe('second');
    expect(isDirty(useProject.getState())).toBe(true);
    expect(host.callsOf('drafts.discard')).toEqual([]);
  });

  it('a refused save leaves the project unsaved and says why', async () => {
    rename('edited');
    const write = host.handlers['projects.save'];
    host.handlers['projects.save'] = () => {
      throw new Refusal({ kind: 'disk-full', text: { en: 'The disk is full.', zh: '磁盘已满。' } });
    };
    await expect(saveProject()).rejects.toMatchObject({ failure: { kind: 'disk-full' } });
    host.handlers['projects.save'] = write;
    expect(isDirty(useProject.getState())).toBe(true);
  });

  it('the draft of a saved project is discarded', async () => {
    const { draft } = useProject.getState();
    rename('edited');
    await autosaveNow();
    await saveProject();
    expect(host.callsOf('drafts.write')).toMatchObject([{ input: { draft, handle: 'file-1' } }]);
    expect(host.callsOf('drafts.discard')).toMatchObject([{ input: { draft } }]);
  });
});

describe('APP-9: a project that was never named takes the name of its first file', () => {
  it('the file holds the name, and neither undo nor redo takes it away', async () => {
    const untitled = createDocument('Untitled');
    replaceProject({ document: untitled });
    editDocument((document) => ({ ...document, training: { ...document.training, epochs: 7 } }));
    host.handlers['projects.pickSave'] = () => ({ handle: 'file-2' });
    await saveProjectAs();
    expect(saves.at(-1)).toMatchObject({ name: 'spirals', training: { epochs: 7 } });
    expect(isDirty(useProject.getState())).toBe(false);
    expect(useProject.temporal.getState().pastStates).toHaveLength(1);
    undo();
    expect(useProject.getState().document).toEqual({ ...untitled, name: 'spirals' });
    redo();
    expect(isDirty(useProject.getState())).toBe(false);
  });

  it('a name that the person gave stays, whatever the file is called', async () => {
    rename('mine');
    host.handlers['projects.pickSave'] = () => ({ handle: 'file-2' });
    await saveProjectAs();
    expect(nameNow()).toBe('mine');
  });
});

describe('APP-4: a draft holds the newest unsaved document, written once', () => {
  it('nothing is written for a clean project, nor twice for the same document', async () => {
    await autosaveNow();
    rename('edited');
    await autosaveNow();
    await autosaveNow();
    expect(host.callsOf('drafts.write')).toMatchObject([
      { input: { document: { name: 'edited' } } },
    ]);
  });

  it('what was given up is not written again when the window loses the focus', async () => {
    const { discardDraft } = await import('../../../renderer/app/files/autosave');
    rename('given up');
    await autosaveNow();
    await discardDraft(useProject.getState().draft);
    await autosaveNow();
    expect(host.callsOf('drafts.write')).toHaveLength(1);
    rename('edited after all');
    await autosaveNow();
    expect(host.callsOf('drafts.write')).toHaveLength(2);
  });

  it('a failed write is tried again with the next one', async () => {
    const write = host.handlers['drafts.write'];
    host.handlers['drafts.write'] = () => {
      throw new Refusal({ kind: 'disk-full', text: { en: 'The disk is full.', zh: '磁盘已满。' } });
    };
    rename('edited');
    await autosaveNow();
    host.handlers['drafts.write'] = write;
    await autosaveNow();
    expect(host.callsOf('drafts.write')).toHaveLength(2);
  });
});

describe('EDIT-1: undo and redo cover at least 200 steps of the document alone', () => {
  it('300 edits are undone and redone one by one', () => {
    for (let step = 1; step <= 300; step += 1) rename(`edit ${step}`);
    for (let step = 299; step >= 1; step -= 1) {
      undo();
      expect(nameNow()).toBe(`edit ${step}`);
    }
    undo();
    expect(nameNow()).toBe('start');
    for (let step = 1; step <= 300; step += 1) redo();
    expect(nameNow()).toBe('edit 300');
  });

  it('undoing in the middle of a gesture undoes the gesture, and the next edit is a step again', () => {
    rename('before');
    pauseHistory();
    rename('half of it');
    undo();
    expect(nameNow()).toBe('before');
    rename('after');
    resumeHistory();
    expect(nameNow()).toBe('after');
    undo();
    expect(nameNow()).toBe('before');
    undo();
    expect(nameNow()).toBe('start');
  });

  it('one gesture is one step, however many edits it made', () => {
    pauseHistory();
    for (let step = 1; step <= 50; step += 1) rename(`drag ${step}`);
    resumeHistory();
    expect(useProject.temporal.getState().pastStates).toHaveLength(1);
    undo();
    expect(nameNow()).toBe('start');
    redo();
    expect(nameNow()).toBe('drag 50');
  });

  it('a gesture that changed nothing, and an edit that returns the same document, leave no step', () => {
    pauseHistory();
    resumeHistory();
    editDocument((document) => document);
    expect(useProject.temporal.getState().pastStates).toHaveLength(0);
  });

  it('saving is no step, and another project starts with an empty history', async () => {
    rename('edited');
    await saveProject();
    expect(useProject.temporal.getState().pastStates).toHaveLength(1);
    replaceProject({ document: createDocument('other') });
    expect(useProject.temporal.getState().pastStates).toHaveLength(0);
  });
});

describe('APP-4: the first edit after a save is kept, also where it is a gesture', () => {
  it('a drag that begins on the saved document is in the draft', async () => {
    const { startAutosave } = await import('../../../renderer/app/files/autosave');
    startAutosave();
    pauseHistory();
    rename('dragged');
    resumeHistory();
    // The answer of the host that discards the old draft comes later than the edit.
    await new Promise((resolve) => setTimeout(resolve, 20));
    window.dispatchEvent(new Event('blur'));
    await autosaveNow();
    expect(host.callsOf('drafts.write')).toMatchObject([
      { input: { document: { name: 'dragged' } } },
    ]);
    expect(host.calls.at(-1)?.name).toBe('drafts.write');
  });
});

describe('APP-10: the first edit of a read-only project says that it is one', () => {
  const reason = { en: 'It is open in another window.', zh: '它已在另一个窗口中打开。' };
  const notices = async () => {
    const { notificationsStore } = await import('@mantine/notifications');
    return notificationsStore.getState().notifications;
  };

  it('with the reason and the way out, once, until another project comes', async () => {
    const { sayReadOnly } = await import('../../../renderer/app/files/read-only');
    const { hideNotice } = await import('../../../renderer/app/host/notice');
    const { notifications } = await import('@mantine/notifications');
    notifications.clean();
    sayReadOnly();
    rename('mine to change');
    expect(await notices()).toEqual([]);
    replaceProject({ document: createDocument('theirs'), handle: 'file-3', readOnly: reason });
    expect(await notices()).toEqual([]);
    rename('changed');
    rename('changed again');
    const [notice, ...more] = await notices();
    expect(more).toEqual([]);
    // Each reason says what to do, so nothing else needs to.
    expect(notice).toMatchObject({ title: 'Read-only', message: reason.en, autoClose: false });
    hideNotice('read-only');
    rename('closed by the person');
    expect(await notices()).toEqual([]);
  });
});
