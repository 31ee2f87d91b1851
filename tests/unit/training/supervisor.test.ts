import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { loadPreparedData } from '../../../main/services/data/prepared';
import { processLauncher, type TrainerLauncher } from '../../../main/training/launcher';
import { TrainingSupervisor } from '../../../main/training/supervisor';
import type { ProjectDocument } from '../../../shared/document/schema';
import { LABS } from '../../../shared/labs';
import {
  HEARTBEAT_MS,
  type RunState,
  STOP_GRACE_MS,
  type TrainerEvent,
} from '../../../shared/telemetry/protocol';
import { TRAINER } from '../../support/host-process';
import { scratchFolder } from '../../support/scratch';

/** A real lab, long enough that a test can reach into its run. */
function longRun(epochs = 10_000): ProjectDocument {
  const document = LABS[0].document('en');
  return { ...document, training: { ...document.training, epochs } };
}

async function dataOf(document: ProjectDocument) {
  const data = await loadPreparedData(document, { projectFolder: null, importFolder: '' });
  if (!data.ok) throw new Error(data.failure.text.en);
  return data.value;
}

/** A trainer made for the test: a program that talks to its supervisor as a trainer would, or does not. */
function programLauncher(code: string): TrainerLauncher {
  const file = join(scratchFolder(), 'trainer.mjs');
  writeFileSync(file, code);
  return processLauncher(file);
}

function superviseWith(launcher: TrainerLauncher): {
  supervisor: TrainingSupervisor;
  events: TrainerEvent[];
} {
  const supervisor = new TrainingSupervisor({ launcher });
  const events: TrainerEvent[] = [];
  supervisor.onEvent((_run, event) => events.push(event));
  onTestFinished(() => supervisor.stopAll());
  return { supervisor, events };
}

/** Resolves when the run's state satisfies the condition; the test's own limit ends a wait in vain. */
function until(
  supervisor: TrainingSupervisor,
  run: string,
  holds: (state: RunState) => boolean,
): Promise<RunState> {
  return new Promise((resolve) => {
    const look = (): void => {
      const state = supervisor.job(run)?.state;
      if (state && holds(state)) resolve(state);
    };
    supervisor.onEvent(look);
    look();
  });
}

async function startLab(supervisor: TrainingSupervisor, options: { paused?: boolean } = {}) {
  const document = longRun();
  return supervisor.start({ document, data: await dataOf(document), ...options });
}

/** A launcher whose trainers can be reached, to kill them as the system would. */
function reachable(launcher: TrainerLauncher): { launcher: TrainerLauncher; kill: () => void } {
  let killLast = (): void => undefined;
  return {
    launcher: () => {
      const trainer = launcher();
      killLast = () => trainer.kill();
      return trainer;
    },
    kill: () => killLast(),
  };
}

describe('the real trainer', () => {
  test('RUN-1: a run goes from start to finish and keeps telemetry and weights', async () => {
    const { supervisor, events } = superviseWith(processLauncher(TRAINER));
    const document = longRun(2);
    const run = supervisor.start({ document, data: await dataOf(document) });
    const job = supervisor.job(run);
    const state = await job?.over;
    expect(state?.phase).toBe('finished');
    expect(state?.step).toBe(state?.plannedSteps);
    expect(job?.telemetry?.series('steps').count).toBeGreaterThan(0);
    expect(job?.checkpoint?.step).toBe(state?.step);
    expect(job?.checkpoint?.weights.length).toBeGreaterThan(0);
    expect(events.filter(({ type }) => type === 'layout')).toHaveLength(1);
  });

  test('RUN-2: pause, one step, resume and stop do what they say', async () => {
    const { supervisor } = superviseWith(processLauncher(TRAINER));
    const run = await startLab(supervisor, { paused: true });
    const job = supervisor.job(run);
    expect((await until(supervisor, run, ({ phase }) => phase === 'paused')).step).toBe(0);
    job?.control('step');
    await until(supervisor, run, ({ phase, step }) => phase === 'paused' && step === 1);
    job?.setLearningRate(0.25);
    job?.control('resume');
    const running = await until(supervisor, run, ({ step }) => step > 20);
    expect(running.learningRate).toBe(0.25);
    job?.control('pause');
    await until(supervisor, run, ({ phase }) => phase === 'paused');
    job?.control('stop');
    expect((await job?.over)?.phase).toBe('stopped');
    expect(supervisor.activeCount()).toBe(0);
    // Over is over: nothing that comes later brings it back.
    job?.control('resume');
    expect(job?.state.phase).toBe('stopped');
  });

  test('RUN-3: a killed trainer ends its run with the reason; the weights stay and the next run starts', async () => {
    const { launcher, kill } = reachable(processLauncher(TRAINER));
    const { supervisor } = superviseWith(launcher);
    const run = await startLab(supervisor);
    const job = supervisor.job(run);
    await until(supervisor, run, ({ step }) => step > 5);
    kill();
    const state = await job?.over;
    expect(state?.phase).toBe('failed');
    expect(state?.failure?.kind).toBe('crashed');
    expect(state?.failure?.message).toEqual({
      en: 'The trainer ended unexpectedly (SIGKILL).',
      zh: '训练进程意外退出（SIGKILL）。',
    });
    expect(job?.telemetry?.series('steps').count).toBeGreaterThan(0);

    const document = longRun(1);
    const next = supervisor.start({ document, data: await dataOf(document) });
    expect((await supervisor.job(next)?.over)?.phase).toBe('finished');
  });

  test('RUN-4: the same seed gives the same weights, bit for bit, in two processes', async () => {
    const { supervisor } = superviseWith(processLauncher(TRAINER));
    const document = longRun(1);
    const data = await dataOf(document);
    const runs = [0, 1].map(() => supervisor.start({ document, data }));
    const [first, second] = await Promise.all(
      runs.map(async (run) => {
        await supervisor.job(run)?.over;
        return supervisor.job(run)?.checkpoint;
      }),
    );
    expect(first?.weights.length).toBeGreaterThan(0);
    expect(first).toEqual(second);
  });
});

const LISTENING = `process.on('message', () => undefined);`;

describe('what is measured of a run that is over', () => {
  /** Says three things in one breath: two of them are on their way when the first has ended it. */
  const talkative = `const paused = { phase: 'paused', failure: null };
    const words = { start: [{ type: 'state', state: paused }],
      'end-landscape': ['one', 'two', 'three'].map((en) => ({ type: 'landscape', landscape: en })) };
    process.on('message', ({ type }) => { for (const said of words[type]) process.send(said); });`;

  test('RUN-23: whoever had an answer, or gave up, hears nothing more, and no clock goes on', async () => {
    const realTimeout = setTimeout;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const { supervisor } = superviseWith(programLauncher(talkative));
    const document = longRun();
    const known = { document, data: await dataOf(document), checkpoint: { step: 0, weights: [] } };
    const clocks = vi.getTimerCount();
    const heard: string[] = [];
    const giveUp = new AbortController();
    const answer = await supervisor.measureKept(known, {
      command: { type: 'end-landscape' },
      answerOf: (event) => {
        if (event.type !== 'landscape') return null;
        heard.push(event.type);
        giveUp.abort();
        return null;
      },
      signal: giveUp.signal,
    });
    await new Promise((resolve) => realTimeout(resolve, 200));
    expect(answer.ok).toBe(false);
    expect(heard).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(clocks);
  });
});

describe('trainers that fail', () => {
  const document = longRun();

  test('RUN-5: a hung trainer is stopped within the grace period', async () => {
    const hung = `${LISTENING}
      process.send({ type: 'heartbeat' });
      process.on('message', () => { for (;;) ; });`;
    const { supervisor } = superviseWith(programLauncher(hung));
    const run = supervisor.start({ document, data: await dataOf(document) });
    const job = supervisor.job(run);
    await new Promise<void>((resolve) => {
      supervisor.onEvent((_run, event) => {
        if (event.type === 'heartbeat') resolve();
      });
    });
    const asked = Date.now();
    job?.control('stop');
    expect((await job?.over)?.phase).toBe('stopped');
    // Forced after the grace period, not at once and not by the heartbeat watch (over 15 s).
    const took = Date.now() - asked;
    expect(took).toBeGreaterThanOrEqual(STOP_GRACE_MS - 50);
    expect(took).toBeLessThan(3 * STOP_GRACE_MS);
  });

  test.each([
    ['is silent after its first word', `process.send({ type: 'heartbeat' }); ${LISTENING}`, 3],
    ['is silent from the start: it may still be loading', LISTENING, 12],
  ])(
    'RUN-14: a trainer that %s is ended as unresponsive after so many heartbeats; a machine that slept misses one',
    async (_what, code, allowed) => {
      // The supervisor's clock alone is the test's; the silent process is real.
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      onTestFinished(() => void vi.useRealTimers());
      const { supervisor, events } = superviseWith(programLauncher(code));
      const run = supervisor.start({ document, data: await dataOf(document) });
      const job = supervisor.job(run);
      if (code !== LISTENING) await expect.poll(() => events.length).toBeGreaterThan(0);
      vi.advanceTimersByTime(allowed * HEARTBEAT_MS);
      expect(job?.state.phase).toBe('starting');
      vi.advanceTimersByTime(HEARTBEAT_MS);
      expect((await job?.over)?.failure?.kind).toBe('unresponsive');
      expect(supervisor.activeCount()).toBe(0);
    },
  );

  test.each([
    ['ends with an error', 'process.exit(3);', 'crashed', 'exit code 3', '退出码 3'],
    ['throws', 'throw new Error("broken");', 'crashed', 'exit code 1', '退出码 1'],
    ['is aborted', 'process.abort();', 'crashed', 'SIGABRT', 'SIGABRT'],
    [
      'runs out of heap',
      'const kept = []; for (;;) kept.push(new Array(1e5).fill(kept.length));',
      'out-of-memory',
      'memory',
      '内存不足',
    ],
    ['ends silently', '', 'crashed', 'exit code 0', '退出码 0'],
  ])(
    'RUN-6: a trainer that %s fails its run with the reason',
    async (_what, code, kind, words, chinese) => {
      const launcher = programLauncher(code);
      const { supervisor } = superviseWith(launcher);
      const options = process.env.NODE_OPTIONS;
      process.env.NODE_OPTIONS = '--max-old-space-size=64';
      onTestFinished(() => {
        if (options === undefined) delete process.env.NODE_OPTIONS;
        else process.env.NODE_OPTIONS = options;
      });
      const run = supervisor.start({ document, data: await dataOf(document) });
      const state = await supervisor.job(run)?.over;
      expect(state?.phase).toBe('failed');
      expect(state?.failure?.kind).toBe(kind);
      expect(state?.failure?.message.en).toContain(words);
      expect(state?.failure?.message.zh).toContain(chinese);
    },
  );

  test('RUN-6: a trainer whose program is missing fails its run', async () => {
    const { supervisor } = superviseWith(processLauncher(join(scratchFolder(), 'missing.mjs')));
    const run = supervisor.start({ document, data: await dataOf(document) });
    expect((await supervisor.job(run)?.over)?.failure?.kind).toBe('crashed');
  });

  test('RUN-7: words of a trainer that is over change nothing', async () => {
    const chatty = `const state = (phase, step) => ({ type: 'state', state: { phase, step, epoch: 0,
      plannedSteps: 9, plannedEpochs: 1, seconds: 0, secondsLeft: null, learningRate: 1, backend: 'cpu', failure: null } });
      process.on('message', () => {
        process.send(state('finished', 9));
        process.send(state('running', 1));
        process.send({ type: 'notice', message: { en: 'late', zh: 'late' } });
      });`;
    const { supervisor, events } = superviseWith(programLauncher(chatty));
    const run = supervisor.start({ document, data: await dataOf(document) });
    await supervisor.job(run)?.over;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(supervisor.job(run)?.state).toMatchObject({ phase: 'finished', step: 9 });
    expect(events.some(({ type }) => type === 'notice')).toBe(false);
  });

  test('RUN-19: a trainer gives way to windows, also where the scheduler groups processes by session', async () => {
    const telling = `import { readFileSync } from 'node:fs';
      import { getPriority } from 'node:os';
      const group = () => { try { return readFileSync('/proc/self/autogroup', 'utf8'); } catch { return ''; } };
      process.on('message', () => setInterval(() => {
        const told = JSON.stringify({ priority: getPriority(), group: group() });
        process.send({ type: 'notice', message: { en: told, zh: told } });
      }, 20));`;
    const { supervisor, events } = superviseWith(programLauncher(telling));
    supervisor.start({ document, data: await dataOf(document) });
    const told = () =>
      events.flatMap((event) => (event.type === 'notice' ? [JSON.parse(event.message.en)] : []));
    const soon = { timeout: 10_000 };
    await expect.poll(() => told().at(-1)?.priority, soon).toBe(5);
    const own = existsSync('/proc/self/autogroup')
      ? readFileSync('/proc/self/autogroup', 'utf8')
      : '';
    if (!own) return;
    await expect.poll(() => told().at(-1)?.group, soon).toMatch(/ nice 5$/m);
    expect(told().at(-1)?.group.split(' ')[0]).not.toBe(own.split(' ')[0]);
  });

  test('RUN-8: a trainer ends with its supervisor', async () => {
    const folder = scratchFolder();
    const parent = join(folder, 'parent.mjs');
    writeFileSync(
      parent,
      `import { fork } from 'node:child_process';
       const child = fork(${JSON.stringify(TRAINER)}, [], { serialization: 'advanced', stdio: 'ignore' });
       child.once('spawn', () => process.send(child.pid));
       setInterval(() => undefined, 1000);`,
    );
    const host = fork(parent, [], { stdio: 'ignore' });
    const [trainer] = (await once(host, 'message')) as [number];
    host.kill('SIGKILL');
    const exists = (): boolean => {
      try {
        process.kill(trainer, 0);
        return true;
      } catch {
        return false;
      }
    };
    while (exists()) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(exists()).toBe(false);
  });
});
