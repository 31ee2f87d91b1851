import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { defaultChoice, valuesOfChoice } from '../../../shared/catalogue/catalogues';
import { INITIALIZERS } from '../../../shared/catalogue/initializers';
import { LAYERS } from '../../../shared/catalogue/layers';
import { LOSSES } from '../../../shared/catalogue/losses';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import type { Choice } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { neededNodes } from '../../../shared/graph/needed-nodes';
import { keras } from '../../../shared/interop/keras';
import { inlineName, readActivation, stageOf } from '../../../shared/interop/keras/activations';
import {
  readCompileConfig,
  writeCompileConfig,
} from '../../../shared/interop/keras/compile-config';
import type { Dialect } from '../../../shared/interop/keras/dialect';
import {
  INITIALIZER_STAND_INS,
  readInitializer,
  writeInitializer,
} from '../../../shared/interop/keras/initializers';
import { mappingOf } from '../../../shared/interop/keras/layers';
import { documentAround } from '../engine/networks';
import { LAB_NETWORKS, NETWORKS, trainedWeights } from './exchange-cases';

const WRITTEN: readonly Dialect[] = ['keras3', 'tfjs'];

/** Layers that Keras lacks; the ends of a network, and an activation, are no layers of a kind there. */
const LAYERS_LACKING = ['constant', 'maxout', 'normClamp'];
const ELSEWHERE = ['input', 'output', 'activation'];
const ACTIVATIONS_LACKING: Readonly<Record<string, readonly string[]>> = {
  keras3: ['rrelu', 'geluTanh', 'scaledSigmoid'],
  tfjs: ['rrelu', 'geluTanh', 'hardSigmoid', 'scaledSigmoid', 'hardTanh'],
};

describe('everything of the catalogue is in the tables for Keras, or known to be lacking there', () => {
  it('EXCHANGE-17: every layer', () => {
    const lacking = LAYERS.kinds.filter((kind) => !mappingOf(kind) && !ELSEWHERE.includes(kind));
    expect(lacking).toEqual(LAYERS_LACKING);
  });

  it.each(WRITTEN)('EXCHANGE-17: every activation, in %s', (dialect) => {
    const lacking = ACTIVATIONS.kinds.filter((kind) => {
      const choice = defaultChoice(ACTIVATIONS, kind);
      return inlineName(choice, dialect) === null && stageOf(choice, [3], dialect) === null;
    });
    expect(lacking).toEqual(ACTIVATIONS_LACKING[dialect]);
  });

  it.each(WRITTEN)(
    'EXCHANGE-17: every activation with a name comes back by it, in %s',
    (dialect) => {
      for (const { kind } of ACTIVATIONS.entries) {
        const name = inlineName(defaultChoice(ACTIVATIONS, kind), dialect);
        if (name !== null) expect(readActivation(name, dialect)?.kind).toBe(kind);
      }
    },
  );

  it.each(WRITTEN)(
    'EXCHANGE-17: every initializer comes back, or what stands in for it, in %s',
    (dialect) => {
      for (const { kind } of INITIALIZERS.entries) {
        const choice = defaultChoice(INITIALIZERS, kind);
        const meant: Choice = INITIALIZER_STAND_INS[kind] ?? choice;
        const back = readInitializer(writeInitializer(choice, dialect));
        expect(back?.kind).toBe(meant.kind);
        expect(valuesOfChoice(INITIALIZERS, back as Choice)).toEqual(
          valuesOfChoice(INITIALIZERS, meant),
        );
      }
    },
  );

  const { training } = documentAround('dense');

  it('EXCHANGE-17: every loss and every optimizer comes back with its settings', () => {
    for (const { kind } of LOSSES.entries) {
      const loss = defaultChoice(LOSSES, kind);
      const config = writeCompileConfig({ ...training, loss, labelSmoothing: 0 });
      expect(readCompileConfig(config ?? undefined)?.settings.loss).toEqual(loss);
    }
    for (const { kind } of OPTIMIZERS.entries) {
      const optimizer = defaultChoice(OPTIMIZERS, kind);
      const config = writeCompileConfig({ ...training, optimizer, learningRate: 0.25 });
      const back = readCompileConfig(config ?? undefined)?.settings;
      expect(back?.learningRate).toBe(0.25);
      expect(valuesOfChoice(OPTIMIZERS, back?.optimizer as Choice)).toEqual(
        valuesOfChoice(OPTIMIZERS, optimizer),
      );
    }
  });

  it('EXCHANGE-17: a decay that is added to the gradient is no setting of Keras, and the source says so', async () => {
    const optimizer = { kind: 'adam', parameters: { weightDecay: 0.1 } };
    expect(writeCompileConfig({ ...training, optimizer })).toBeNull();
    const written = await keras.write({
      document: documentAround('dense', { optimizer }),
      weights: null,
      data: null,
    });
    const python = written.ok ? written.value.find(({ path }) => path === 'model.py') : undefined;
    expect(new TextDecoder().decode(python?.content)).toContain('no counterpart');
  });
});

/** Why a network is not written for Keras; all others are. */
const REASONS = [
  /no layer like (constant|maxout|normClamp|scale|subtract) /,
  /its setting “(scaled|rrelu|geluTanh|scaledSigmoid|direction|activation)”/,
  /takes the weights of another layer and has other settings/,
];

it.each([...NETWORKS, ...LAB_NETWORKS])(
  'EXCHANGE-17: $name goes to Keras, or is refused by the name of a layer that Keras lacks',
  async ({ document }) => {
    const written = await keras.write({ document, weights: null, data: null });
    if (written.ok) {
      expect(written.value.map(({ path }) => path)).toEqual(['model.json', 'model.py']);
      return;
    }
    const { en, zh } = written.failure.text;
    expect(
      REASONS.some((reason) => reason.test(en)),
      en,
    ).toBe(true);
    const names = neededNodes(analyse(document)).map(({ node }) => node.name);
    expect(
      names.some((name) => zh.includes(`“${name}”`)),
      zh,
    ).toBe(true);
  },
);

it('EXCHANGE-17: the same network with the same weights is written to the same bytes in the same second', async () => {
  const document = documentAround('lstm');
  const weights = await trainedWeights(document);
  // HDF5 notes in each tensor the second in which it was written.
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  onTestFinished(() => void vi.useRealTimers());
  const write = () => keras.write({ document, weights, data: null });
  const [first, second] = [await write(), await write()];
  expect(first.ok && first.value.map(({ path }) => path)).toEqual(['model.keras', 'model.py']);
  expect(second).toEqual(first);
});
