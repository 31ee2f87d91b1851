import { expect, onTestFinished, test } from 'vitest';
import type { TrainerLauncher, TrainerProcess } from '../../../main/training/launcher';
import { RemoteTrainers } from '../../../main/training/remote-trainers';
import { TrainingSupervisor } from '../../../main/training/supervisor';
import type { PreparedData } from '../../../shared/data/prepared-data';
import type { Backend, BackendChoice, ProjectDocument } from '../../../shared/document/schema';
import { LABS } from '../../../shared/labs';
import type {
  RunPhase,
  RunState,
  TrainerCommand,
  TrainerEvent,
} from '../../../shared/telemetry/protocol';

const DATA = {} as PreparedData;

const documentOn = (backend: BackendChoice): ProjectDocument => {
  const document = LABS[0].document('en');
  return { ...document, training: { ...document.training, backend } };
};

/** How a trainer made for the test does on each backend: milliseconds a step, or why it does not start. */
type Machine = Partial<Record<Backend, number | string>>;

/** Trainers that take no step and know how long it would have taken. */
function launcherOf(machine: Machine, launched: string[] = []): TrainerLauncher {
  return (): TrainerProcess => {
    let receive: (event: TrainerEvent) => void = () => undefined;
    let backend: Backend = 'wasm';
    let step = 0;
    let steps = 0;
    const say = (phase: RunPhase, failure: RunState['failure'] = null): void => {
      const milliseconds = Number(machine[backend]);
      // Half a second more for the first step: a GPU compiles its programs in it.
      const seconds = step === 0 ? 0 : 0.5 + (step * milliseconds) / 1000;
      const state = {
        phase,
        step,
        epoch: 1,
        plannedSteps: steps,
        plannedEpochs: 1,
        seconds,
        secondsLeft: null,
        learningRate: 0.1,
        backend,
        failure,
      };
      receive({ type: 'state', state });
    };
    const obey: { [Type in TrainerCommand['type']]?: (command: TrainerCommand) => void } = {
      start: (command) => {
        if (command.type !== 'start') return;
        backend = command.document.training.backend as Backend;
        steps = command.stepLimit ?? 100;
        launched.push(`${backend} ${command.paused ? 'trial' : 'run'}`);
        const speed = machine[backend];
        if (typeof speed !== 'number') {
          const said = speed ?? 'no such device.';
          const failure = { message: { en: said, zh: said }, step: null, node: null, tensor: null };
          say('failed', { kind: 'backend-unavailable', ...failure });
        } else say(command.paused ? 'paused' : 'running');
      },
      step: () => {
        step += 1;
        say('paused');
        // A real trainer says so twice: when it pauses, and when it rests.
        say('paused');
      },
      resume: () => {
        step = steps;
        say('finished');
      },
      stop: () => say('stopped'),
    };
    return {
      send: (command) => void Promise.resolve().then(() => obey[command.type]?.(command)),
      onEvent: (next) => {
        receive = next;
      },
      onExit: () => undefined,
      kill: () => undefined,
    };
  };
}

function superviseOn(machine: Machine, hasWindow = true) {
  const launched: string[] = [];
  const launcher = launcherOf(machine, launched);
  const supervisor = new TrainingSupervisor({
    launcher,
    wasmPath: '',
    ...(hasWindow && { gpuLauncher: () => launcher }),
  });
  const notices: string[] = [];
  supervisor.onEvent((_run, event) => {
    if (event.type === 'notice') notices.push(event.message.en);
  });
  onTestFinished(() => supervisor.stopAll());
  const start = (backend: BackendChoice) =>
    supervisor.start({ document: documentOn(backend), data: DATA, client: 'window' });
  return { supervisor, launched, notices, start };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

test('RUN-15: auto trains on the backend whose steps were the fastest, the first step not counted, and says so', async () => {
  const { supervisor, launched, notices, start } = superviseOn({ wasm: 40, webgpu: 3, webgl: 9 });
  const run = start('auto');
  expect(supervisor.job(run)?.state.backend).toBe('auto');
  await settled();
  expect(launched).toEqual(['wasm trial', 'webgpu trial', 'webgl trial', 'webgpu run']);
  expect(supervisor.job(run)?.state).toMatchObject({ backend: 'webgpu', phase: 'running' });
  expect(notices).toEqual([
    'The run trains on webgpu. wasm 40.0 ms a step; webgpu 3.00 ms a step; webgl 9.00 ms a step.',
  ]);
});

test('RUN-15: auto leaves out what does not start, with the reason, and needs no window', async () => {
  const { launched, notices, start } = superviseOn({ wasm: 2 }, false);
  start('auto');
  await settled();
  expect(launched).toEqual(['wasm trial', 'wasm run']);
  expect(notices[0]).toContain('The run trains on wasm. wasm 2.00 ms a step; webgpu cannot: ');
});

test('RUN-15: a run that is stopped while backends are tried out is stopped, and starts on none', async () => {
  const { supervisor, launched, start } = superviseOn({ wasm: 2, webgpu: 1, webgl: 1 });
  const run = start('auto');
  supervisor.job(run)?.control('stop');
  await settled();
  expect(supervisor.job(run)?.state.phase).toBe('stopped');
  expect(launched.filter((name) => name.endsWith('run'))).toEqual([]);
});

test('RUN-16: where a GPU backend does not start, the next one stands in, aloud', async () => {
  const machine = { wasm: 2, webgpu: 'There is no adapter.', webgl: 'There is no canvas.' };
  const { supervisor, launched, notices, start } = superviseOn(machine);
  const run = start('webgpu');
  await settled();
  expect(launched).toEqual(['webgpu run', 'webgl run', 'wasm run']);
  expect(supervisor.job(run)?.state).toMatchObject({ backend: 'wasm', phase: 'running' });
  expect(notices).toEqual([
    'There is no adapter. The run trains on webgl instead.',
    'There is no canvas. The run trains on wasm instead.',
  ]);
});

test('RUN-16: who chose wasm gets wasm, or the reason why not', async () => {
  const { supervisor, launched, start } = superviseOn({ wasm: 'No WebAssembly.', cpu: 50 });
  const run = start('wasm');
  await settled();
  expect(launched).toEqual(['wasm run']);
  const { failure } = supervisor.job(run)?.state ?? {};
  expect(failure).toMatchObject({
    kind: 'backend-unavailable',
    message: { en: 'No WebAssembly.' },
  });
});

test('RUN-17: a window speaks for its own trainers alone, and takes them along when it goes', () => {
  const told: string[] = [];
  const trainers = new RemoteTrainers({
    send: (window, _trainer, { type }) => void told.push(`${window} ${type}`),
    kill: (window) => void told.push(`${window} killed`),
  });
  const heard: TrainerEvent[] = [];
  const exits: unknown[] = [];
  let id = '';
  const line = new RemoteTrainers({
    send: (_window, trainer) => {
      id = trainer;
    },
    kill: () => undefined,
  });
  const trainer = line.launcher('one')();
  trainer.onEvent((event) => heard.push(event));
  trainer.onExit(({ text }) => exits.push(text?.en));
  trainer.send({ type: 'pause' });
  expect(line.receive('two', id, { type: 'heartbeat' })).toBe(false);
  expect(line.receive('one', 'another', { type: 'heartbeat' })).toBe(false);
  expect(heard).toEqual([]);
  expect(line.receive('one', id, { type: 'heartbeat' })).toBe(true);
  expect(heard).toEqual([{ type: 'heartbeat' }]);
  line.ended('two', id, 'a lie');
  line.windowGone('two');
  expect(exits).toEqual([]);
  line.windowGone('one');
  expect(exits).toEqual(['The window in which the run trained was closed or lost its connection.']);
  expect(line.receive('one', id, { type: 'heartbeat' })).toBe(false);

  const killed = trainers.launcher('one')();
  killed.send({ type: 'stop' });
  killed.kill();
  killed.send({ type: 'stop' });
  expect(told).toEqual(['one stop', 'one killed']);
});
