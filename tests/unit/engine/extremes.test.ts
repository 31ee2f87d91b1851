import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import type { ProjectDocument } from '../../../shared/document/schema';
import type { EngineOps } from '../../../shared/engine/tensor-ops';
import { analyse } from '../../../shared/graph/analyse';
import { extremeSets, SEED } from '../catalogue/extremes';
import { documentAround, documentWithActivation } from './networks';
import { BACKENDS, choiceOf, coreOf, opsOf } from './support';

/** Trains two steps of a document that the analysis must find sound. */
function train(document: ProjectDocument, ops: EngineOps): void {
  expect(analyse(document).trainable).toBe(true);
  const start = ops.tensorCount;
  const core = coreOf(document, ops);
  for (let step = 0; step < 2; step += 1) {
    const { loss, notFinite } = core.train();
    // A step that blows up is no fault of the engine, but it must say so and name where.
    expect(Number.isFinite(loss) || notFinite !== null).toBe(true);
    if (notFinite) break;
  }
  core.dispose();
  expect(ops.tensorCount).toBe(start);
}

describe.each(BACKENDS)(`ENGINE-70: on %s, with extreme parameters (seed ${SEED}),`, (backend) => {
  test.each(ACTIVATIONS.entries)(
    'activation $kind trains and leaves no tensor behind',
    async ({ kind, parameters }) => {
      const ops = await opsOf(backend);
      for (const values of extremeSets(parameters)) {
        train(documentWithActivation(choiceOf(kind, values)), ops);
      }
    },
  );

  test.each(OPTIMIZERS.entries)(
    'optimizer $kind trains and leaves no tensor behind',
    async ({ kind, parameters }) => {
      const ops = await opsOf(backend);
      for (const values of extremeSets(parameters)) {
        const document = documentAround('dense', { optimizer: choiceOf(kind, values) });
        train(document, ops);
      }
    },
  );
});
