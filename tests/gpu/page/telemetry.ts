import { describe, expect, test } from 'vitest';
import type { Backend } from '../../../shared/document/schema';
import { measureJacobian } from '../../../shared/engine/jacobian';
import { PROBES } from '../../../shared/engine/probes';
import { measureNoise } from '../../../shared/engine/probes/noise';
import { readLater } from '../../../shared/engine/reading';
import { isMeasured, landscapeRequestSchema } from '../../../shared/telemetry/landscape';
import { groupsOf } from '../../../shared/telemetry/layout';
import { documentAround } from '../../unit/engine/networks';
import {
  BACKENDS,
  coreOf,
  dense,
  documentOf,
  expectClose,
  head,
  opsOf,
  WASM_PATH,
} from '../../unit/engine/support';
import { TestTrainer } from '../../unit/engine/trainer';

const hidden = (id: string) => dense(id, 4, 'relu');

const NETWORKS = ['simpleRnn', 'conv2d', 'add', 'plain'];

describe.each(BACKENDS)('GPU-7: on %s', (backend) => {
  test.each(NETWORKS)(
    'every probe measures each step of the network %s, and none is switched off',
    async (kind) => {
      const plain = documentOf([hidden('first'), hidden('second'), head(2)]);
      const { training, ...document } = kind === 'plain' ? plain : documentAround(kind);
      const trainer = new TestTrainer();
      const state = await trainer.run(
        { ...document, training: { ...training, backend } },
        { telemetry: 'full', stepLimit: 3, wasmPath: WASM_PATH },
      );
      expect(state.failure).toBeNull();
      expect(state.phase).toBe('finished');
      expect(trainer.notices).toEqual([]);
      const { layout } = trainer;
      const probed = new Set(PROBES.filter(({ fits }) => fits(layout)).map(({ group }) => group));
      for (const { name, width } of groupsOf(layout).filter((group) => probed.has(group.name))) {
        expect([name, trainer.rows(name, width).length > 0]).toEqual([name, true]);
      }
      expect(trainer.checkpoint.step).toBe(3);
    },
  );

  test('singular values of a Jacobian and the noise of the gradient are those on wasm', async () => {
    const document = documentOf([hidden('first'), hidden('second'), head(2)]);
    const measured = async (on: Backend) => {
      const core = coreOf(document, await opsOf(on));
      const { ops } = core.model;
      const { spectra } = await readLater(
        ops,
        measureJacobian(core, { node: 'second', sample: null }),
      );
      const { variance, squaredNorm } = await readLater(ops, measureNoise(core, 1));
      core.dispose();
      return [...spectra.flatMap(({ singularValues }) => singularValues), variance, squaredNorm];
    };
    const expected = await measured('wasm');
    expect(expected.length).toBe(4 + 2 + 2);
    expectClose(await measured(backend), expected, 1e-3, 1e-4);
  });

  test('the loss landscape of a run that goes on is that on wasm, and the run is as without it', async () => {
    const { training, ...document } = documentOf([hidden('first'), hidden('second'), head(2)]);
    const directions = { kind: 'random', seed: 3 } as const;
    const rest = { range: 1, resolution: 5, share: 'training', samples: 300, penalties: false };
    const request = landscapeRequestSchema.parse({ measurement: 'one', directions, ...rest });
    const run = async (on: Backend, asks: boolean) => {
      const trainer = new TestTrainer();
      const whole = { ...document, training: { ...training, backend: on } };
      await trainer.startPaused(whole, { stepLimit: 3, wasmPath: WASM_PATH });
      if (asks) {
        const measured = trainer.next(
          (event) => event.type === 'landscape' && isMeasured(event.landscape),
        );
        trainer.send({ type: 'landscape', request });
        await measured;
      }
      const over = trainer.over();
      trainer.send({ type: 'resume' });
      await over;
      const last = trainer.events.findLast((event) => event.type === 'landscape');
      const landscape = last?.type === 'landscape' ? last.landscape : null;
      return { checkpoint: trainer.checkpoint, landscape };
    };
    const { landscape: expected } = await run('wasm', true);
    const { landscape: found, checkpoint } = await run(backend, true);
    if (expected?.phase !== 'finished' || found?.phase !== 'finished') throw new Error('refused');
    expectClose(found.losses, expected.losses, 1e-3, 1e-4);
    expect(checkpoint).toEqual((await run(backend, false)).checkpoint);
  });
});
