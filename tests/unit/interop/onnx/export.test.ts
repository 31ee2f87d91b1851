import { beforeAll, describe, expect, it } from 'vitest';
import { ACTIVATIONS } from '../../../../shared/catalogue/activations';
import { LAYERS } from '../../../../shared/catalogue/layers';
import type { ProjectDocument } from '../../../../shared/document/schema';
import type { EngineOps } from '../../../../shared/engine/tensor-ops';
import { analyse } from '../../../../shared/graph/analyse';
import { ACTIVATION_WRITERS } from '../../../../shared/interop/onnx/activations';
import { LAYER_WRITERS } from '../../../../shared/interop/onnx/layers';
import { LABS } from '../../../../shared/labs';
import type { WeightRecord } from '../../../../shared/telemetry/protocol';
import {
  activationCases,
  layerCases,
  structureCases,
  variants,
} from '../../../oracle/pytorch/layer-cases';
import { expectClose, opsOf } from '../../engine/support';
import { computed, exported, featuresFor, run, weightsFor } from './runtime';

let ops: EngineOps;
beforeAll(async () => {
  ops = await opsOf('wasm');
});

const TOLERANCE = 1e-5;

/** The first output of the file is what the app computes with these weights, or with those that training starts from. */
async function expectSame(
  document: ProjectDocument,
  weights: readonly WeightRecord[] | null,
): Promise<void> {
  const analysis = analyse(document);
  const expected = computed(ops, document, weights);
  const outputs = await run(exported(document, weights), featuresFor(analysis));
  const [first] = outputs.values();
  expectClose(first, expected, TOLERANCE, TOLERANCE);
}

describe('EXCHANGE-30: a runtime computes from the file what the app computes', () => {
  it('EXCHANGE-30: there is a writer for every layer and every activation', () => {
    expect([...LAYER_WRITERS.keys()].sort()).toEqual([...LAYERS.kinds].sort());
    expect(Object.keys(ACTIVATION_WRITERS).sort()).toEqual([...ACTIVATIONS.kinds].sort());
  });

  it.each(
    [...layerCases, ...variants, ...structureCases].map(
      ({ name, document }) => [name, document] as const,
    ),
  )('EXCHANGE-30: %s', (_name, document) => expectSame(document, weightsFor(analyse(document))));

  it.each(activationCases.map(({ name, document }) => [name, document] as const))(
    'EXCHANGE-30: activation %s',
    (_name, document) => expectSame(document, weightsFor(analyse(document))),
  );

  it.each(LABS.map((lab) => [lab.id, lab] as const))('EXCHANGE-30: lab %s', (_id, lab) =>
    expectSame(lab.document('en'), null),
  );
});
