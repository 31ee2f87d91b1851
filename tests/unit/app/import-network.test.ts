import { beforeEach, describe, expect, it } from 'vitest';
import { createDocument } from '../../../shared/document/new-document';
import { HOST_CALLS } from '../../../shared/host';
import { installBridge } from './bridge';

const imported = createDocument('theirs');

const host = installBridge({
  'projects.import': () => ({ document: imported, notes: [], run: 'run-1' }),
});

const { importNetwork, isNetwork, IMPORT_ENDINGS } = await import(
  '../../../renderer/app/files/import-network'
);
const { fileCommands } = await import('../../../renderer/app/commands/file-commands');
const { replaceProject, useProject } = await import('../../../renderer/app/state/project-store');
const { useView } = await import('../../../renderer/app/state/view-store');

/** What the host was handed. */
const handed = () =>
  HOST_CALLS['projects.import'].input.parse(host.callsOf('projects.import')[0].input);

const file = (name: string) => new File([new Uint8Array([1])], name);

beforeEach(() => {
  host.calls.length = 0;
  const document = createDocument('mine');
  replaceProject({ document, saved: document });
  useView.setState({ screen: 'workbench' });
});

describe('a network of another tool in the page', () => {
  it('EXCHANGE-19: it becomes the window’s project, unsaved, under the draft that its run is known by', async () => {
    await importNetwork([file('model.keras')]);
    const input = handed();
    expect(input.files.map(({ name }) => name)).toEqual(['model.keras']);
    expect(input).not.toHaveProperty('onto');
    expect(useProject.getState()).toMatchObject({
      document: imported,
      draft: input.draft,
      saved: null,
    });
  });

  it('EXCHANGE-19: the network is handed over before what lies beside it', async () => {
    await importNetwork([file('weights.bin'), file('model.json')]);
    const input = handed();
    expect(input.files.map(({ name }) => name)).toEqual(['model.json', 'weights.bin']);
  });

  it.each(['trained.safetensors', 'TRAINED.SAFETENSORS'])(
    'EXCHANGE-19: weights alone go onto the network that is open: %s',
    async (name) => {
      await importNetwork([file(name)]);
      expect(handed().onto).toMatchObject({ name: 'mine' });
    },
  );

  it('EXCHANGE-19: it is in the File menu in both languages, with every ending', () => {
    const command = fileCommands.find(({ name }) => name === 'file.import');
    expect(command?.label).toEqual({ en: 'Import a network…', zh: '导入网络……' });
    expect(command?.isEnabled?.() ?? true).toBe(true);
    expect(IMPORT_ENDINGS).toEqual(
      expect.arrayContaining(['.keras', '.h5', '.json', '.safetensors']),
    );
    expect(isNetwork(file('A.KERAS'))).toBe(true);
    expect(isNetwork(file('a.csv'))).toBe(false);
  });
});
