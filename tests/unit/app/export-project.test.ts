import { beforeEach, describe, expect, it } from 'vitest';
import { createDocument } from '../../../shared/document/new-document';
import type { RunSummary } from '../../../shared/host-data';
import { EXPORT_FORMATS } from '../../../shared/interop/formats';
import type { RunState } from '../../../shared/telemetry/protocol';
import { installBridge } from './bridge';
import { readRun, runState } from './told-runs';

const imported: RunSummary = {
  ...readRun('imported-1', runState('finished'), 'file-1').summary,
  purpose: { kind: 'imported' },
};
let listed: readonly RunSummary[] = [];

const host = installBridge({
  'runs.list': () => [...listed],
  'projects.export': ({ run }) => ({ location: '~/exports/net.zip', weights: run !== null }),
});

const { fileCommands } = await import('../../../renderer/app/commands/file-commands');
const { replaceProject } = await import('../../../renderer/app/state/project-store');
const { useRun } = await import('../../../renderer/app/state/run-store');
const { useView } = await import('../../../renderer/app/state/view-store');

const commandOf = (kind: string) => {
  const found = fileCommands.find(({ name }) => name === `file.export-${kind}`);
  if (!found) throw new Error(`the File menu has no export of ${kind}`);
  return found;
};

const watching = (step: number): void =>
  useRun.setState({ run: 'run-7', state: { step } as RunState });

beforeEach(() => {
  host.calls.length = 0;
  listed = [];
  replaceProject({ document: createDocument('net'), handle: 'file-1', location: '~/net.vpnet' });
  useRun.setState({ run: null, state: null });
});

describe('EXCHANGE-11: the File menu', () => {
  it('EXCHANGE-11: has a command for every format, in both languages, where a project is open', () => {
    for (const { kind, label } of EXPORT_FORMATS) {
      const command = commandOf(kind);
      expect(command.label.en).toContain(label.en);
      expect(command.label.zh).toContain(label.zh);
      useView.setState({ screen: 'start' });
      expect(command.isEnabled?.()).toBe(false);
      useView.setState({ screen: 'workbench' });
      expect(command.isEnabled?.()).toBe(true);
    }
  });

  it.each([
    ['no run is shown', () => undefined, null],
    ['a run has made no step', () => watching(0), null],
    ['a run has weights', () => watching(3), 'run-7'],
  ])('EXCHANGE-11: asks for the weights of the run that is shown: %s', async (_what, show, run) => {
    show();
    await commandOf('pytorch').run();
    const [{ input }] = host.callsOf('projects.export');
    expect(input).toMatchObject({ project: 'file-1', run, format: 'pytorch' });
  });

  it('EXCHANGE-11: before any run is shown, takes the weights that the project came in with', async () => {
    listed = [imported];
    await commandOf('onnx').run();
    watching(0);
    await commandOf('onnx').run();
    const asked = host.callsOf('projects.export').map(({ input }) => input);
    expect(asked).toMatchObject([{ run: 'imported-1' }, { run: null }]);
  });
});
