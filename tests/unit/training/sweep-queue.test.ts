import { describe, expect, onTestFinished, test } from 'vitest';
import { loadPreparedData } from '../../../main/services/data/prepared';
import { processLauncher, type TrainerLauncher } from '../../../main/training/launcher';
import { SweepQueue, type SweepQueueOptions } from '../../../main/training/sweep-queue';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { planSweep } from '../../../shared/sweep/plan';
import { parseAxis } from '../../../shared/sweep/written';
import { TRAINER } from '../../support/host-process';
import { openedLab } from '../../support/labs';

const launcher = processLauncher(TRAINER);

function planOf(document: ProjectDocument, ...axes: string[]) {
  const context = { document, analysis: analyse(document) };
  const specs = axes.map((text) => {
    const spec = parseAxis(context, text);
    if (!spec.ok) throw new Error(spec.failure.text.en);
    return spec.value;
  });
  const plan = planSweep(context, { axes: specs, draw: { kind: 'grid' } });
  if (!plan.ok) throw new Error(plan.failure.text.en);
  return plan.value;
}

function open(
  document: ProjectDocument,
  axes: readonly string[],
  options: Partial<SweepQueueOptions> = {},
): SweepQueue {
  const queue = new SweepQueue({
    document,
    plan: planOf(document, ...axes),
    launcher,
    dataOf: (own) => loadPreparedData(own, { projectFolder: null, importFolder: '' }),
    ...options,
  });
  onTestFinished(() => queue.cancel());
  return queue;
}

/** Waits until it holds, looking every few milliseconds; the test's own time limit ends it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

const stepsOf = (queue: SweepQueue): number =>
  queue.current().reduce((sum, { steps }) => sum + steps, 0);

describe('the queue', () => {
  test('SWEEP-8: a trainer that trained others before gives the same run as a new one, bit for bit', async () => {
    const document = openedLab('S2', { epochs: 2 });
    let launched = 0;
    const counting: TrainerLauncher = () => {
      launched += 1;
      return launcher();
    };
    const warm = open(document, ['seed=1..4'], { workers: 1, launcher: counting });
    await warm.over;
    expect(launched).toBe(1);
    const fresh = open(document, ['seed=4'], { workers: 1 });
    await fresh.over;
    const [alone] = fresh.outcomes;
    const { seconds: _seconds, ...last } = warm.outcomes[3];
    expect(last).toEqual({ ...alone, seconds: undefined });
    expect(last.phase).toBe('finished');
    expect(new Set(warm.outcomes.map(({ loss }) => loss)).size).toBe(4);
  });

  test('SWEEP-9: thirty layers, initializer × activation: He with ReLU learns, Xavier with ReLU stalls, sigmoid vanishes', async () => {
    const queue = open(openedLab('I3'), [
      'initializer=glorotNormal,heNormal',
      'activation=relu,sigmoid',
    ]);
    await queue.over;
    const [xavierRelu, xavierSigmoid, heRelu, heSigmoid] = queue.outcomes;
    expect(heRelu.score).toBeGreaterThan(0.9);
    expect(heRelu.cause).toBeNull();
    expect(heRelu.metric?.value).toBeGreaterThan(0.95);
    for (const stalled of [xavierRelu, xavierSigmoid, heSigmoid]) {
      expect(stalled.score).toBeLessThan(0.05);
      expect(stalled.loss).toBeCloseTo(Math.log(2), 1);
    }
    expect(xavierRelu.cause).not.toBeNull();
    expect([xavierSigmoid.cause, heSigmoid.cause]).toEqual([
      'saturatingActivation',
      'saturatingActivation',
    ]);
    expect(queue.progress()).toMatchObject({ phase: 'finished', progress: 1, secondsLeft: 0 });
  }, 120_000);

  test('SWEEP-10: runs that diverge, crash, or cannot be built are outcomes, and the others train', async () => {
    const document = openedLab('S2', { epochs: 2 });
    const diverging = open(openedLab('X1', { epochs: 2 }), [
      'initializer=normal:deviation=3,heNormal',
    ]);
    await diverging.over;
    const [blown, fine] = diverging.outcomes;
    expect(blown).toMatchObject({ phase: 'failed', score: null, loss: null });
    expect(blown.notFiniteStep).toBeGreaterThan(0);
    expect(fine).toMatchObject({ phase: 'finished', notFiniteStep: null, reason: null });

    let launched = 0;
    const crashing: TrainerLauncher = () => {
      const trainer = launcher();
      launched += 1;
      if (launched === 1) trainer.kill();
      return trainer;
    };
    const crashed = open(document, ['seed=1,2'], { workers: 1, launcher: crashing });
    await crashed.over;
    expect(crashed.outcomes.map(({ phase }) => phase)).toEqual(['failed', 'finished']);
    expect(crashed.outcomes[0].reason?.en).toContain('SIGKILL');

    const failing = open(document, ['seed=1,2'], {
      workers: 1,
      dataOf: async () => ({ ok: false, failure: { text: { en: 'No data.', zh: '没有数据。' } } }),
    });
    await failing.over;
    expect(failing.outcomes.map(({ phase, reason }) => [phase, reason?.en])).toEqual([
      ['refused', 'No data.'],
      ['refused', 'No data.'],
    ]);
  }, 60_000);

  test('SWEEP-11: a pause holds the runs under way too, and time stands; resumed, they come to their end', async () => {
    const queue = open(openedLab('S2', { epochs: 40 }), ['seed=1..3'], { workers: 2 });
    await until(() => queue.current().filter(({ steps }) => steps > 0).length === 2);
    queue.pause();
    await until(() =>
      queue
        .current()
        .slice(0, 2)
        .every(({ phase }) => phase === 'paused'),
    );
    const [steps, { seconds, secondsLeft }] = [stepsOf(queue), queue.progress()];
    expect(secondsLeft).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(stepsOf(queue)).toBe(steps);
    expect(queue.progress().seconds).toBe(seconds);
    expect(queue.current()[2].phase).toBe('waiting');
    queue.resume();
    await queue.over;
    expect(queue.outcomes.map(({ phase }) => phase)).toEqual(['finished', 'finished', 'finished']);
  }, 60_000);

  test('SWEEP-12: cancelled, what runs is stopped, what waits never begins, and no trainer is left', async () => {
    let alive = 0;
    const counting: TrainerLauncher = () => {
      const trainer = launcher();
      alive += 1;
      return {
        ...trainer,
        onExit: (receive) =>
          trainer.onExit((exit) => {
            alive -= 1;
            receive(exit);
          }),
      };
    };
    const queue = open(openedLab('S2', { epochs: 10_000 }), ['seed=1..6'], {
      workers: 2,
      launcher: counting,
    });
    await until(() => stepsOf(queue) > 0);
    await queue.cancel();
    const phases = queue.outcomes.map(({ phase }) => phase);
    expect(phases.slice(2)).toEqual(Array(4).fill('waiting'));
    expect(phases.slice(0, 2)).toContain('stopped');
    expect(queue.progress()).toMatchObject({ phase: 'cancelled', secondsLeft: 0 });
    await until(() => alive === 0);
  }, 60_000);
});
