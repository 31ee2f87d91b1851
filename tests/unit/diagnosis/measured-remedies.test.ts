import { describe, expect, it } from 'vitest';
import { foundRate } from '../../../shared/diagnosis/remedies/found-rate';
import { measuredEdit, remediesFor, repair } from '../../../shared/diagnosis/repair';
import type { ProjectDocument } from '../../../shared/document/schema';
import { TEST_STEPS } from '../../../shared/telemetry/rate-finder';
import { openedLab } from '../../support/labs';
import { train } from '../labs/train';

const subjectOf = async (document: ProjectDocument) => (await train(document, null)).subject;

describe('remedies that have to be measured', () => {
  it.each([
    ['N1', 'rateTooHigh'],
    ['L1', 'rateTooLow'],
  ])('DIAG-8: %s (%s) is cured by the rate that a test suggests', async (id, cause) => {
    const document = openedLab(id);
    const start = await train(document, null);
    expect(start.end[0].cause).toBe(cause);
    const [offer] = remediesFor(document, start.end[0], 'en');
    expect([offer.remedy.kind, offer.document]).toEqual(['foundRate', null]);
    const trained: ProjectDocument[] = [];
    const mended = await repair(
      start.subject,
      (edited) => {
        trained.push(edited);
        return subjectOf(edited);
      },
      { locale: 'en' },
    );
    expect(mended.attempts).toMatchObject([{ remedy: 'foundRate', isKept: true, isHealthy: true }]);
    expect(mended.left).toEqual([]);
    // The test, and then the twin with what it told.
    expect(trained).toHaveLength(2);
    const { learningRate } = mended.document.training;
    expect(learningRate).toBeGreaterThan(0.001);
    expect(learningRate).toBeLessThan(0.1);
    expect(mended.document).toEqual({
      ...document,
      training: { ...document.training, learningRate },
    });
  });

  it('DIAG-8: a test that explodes at once tells no rate, and there is no edit', async () => {
    const document = openedLab('V2.1');
    const told = await subjectOf(foundRate.measurement.runOf(document));
    expect(told.state?.failure?.kind).toBe('not-finite');
    expect(measuredEdit(document, { remedy: foundRate, nodes: [] }, told, 'en')).toBeNull();
  });

  it('DIAG-8: a test ends with its rates, however many steps its epochs have', async () => {
    const document = openedLab('L1');
    const calm = {
      ...document,
      training: { ...document.training, clipping: 'value' as const, clippingLimit: 1e-6 },
    };
    const { state } = await train(foundRate.measurement.runOf(calm), null);
    expect(state).toMatchObject({ phase: 'finished', step: TEST_STEPS, plannedSteps: TEST_STEPS });
  });
});
