import { describe, expect, test } from 'vitest';
import type { Backend } from '../../../shared/document/schema';
import { measureJacobian } from '../../../shared/engine/jacobian';
import { PROBES } from '../../../shared/engine/probes';
import { measureNoise } from '../../../shared/engine/probes/noise';
import { readLater } from '../../../shared/engine/reading';
import { groupsOf } from '../../../shared/telemetry/layout';
import { documentAround } from '../../unit/engine/networks';
import {
  BACKENDS,
  choiceOf,
  coreOf,
  documentOf,
  expectClose,
  head,
  layer,
  opsOf,
  WASM_PATH,
} from '../../unit/engine/support';
import { TestTrainer } from '../../unit/engine/trainer';

const hidden = (id: string) =>
  layer(id, 'dense', { parameters: { units: 4, activation: choiceOf('relu') } });

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
});
