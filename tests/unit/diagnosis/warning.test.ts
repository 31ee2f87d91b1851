import { expect, test } from 'vitest';
import { diagnose } from '../../../shared/diagnosis/diagnose';
import { LARGE_UPDATE } from '../../../shared/diagnosis/facts/updates';
import { subjectOf } from '../../../shared/diagnosis/subject';
import { MAY_OVERFLOW } from '../../../shared/diagnosis/symptom';
import type { ProjectDocument } from '../../../shared/document/schema';
import { groupsOf, layerColumn } from '../../../shared/telemetry/layout';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { openedLab } from '../../support/labs';
import { TestTrainer } from '../engine/trainer';

/** What a run told until a step, as if it were there now. */
function findingsAt(
  { layout, events, state }: TestTrainer,
  document: ProjectDocument,
  step: number,
) {
  const widths = new Map(groupsOf(layout).map(({ name, width }) => [name, width]));
  const telemetry = new TelemetryStore(layout);
  for (const event of events) {
    if (event.type !== 'telemetry') continue;
    for (const { group, rows } of event.parts) {
      const width = widths.get(group) ?? rows.length;
      for (let start = 0; start < rows.length && rows[start] <= step; start += width) {
        telemetry.append([{ group, rows: rows.subarray(start, start + width) }]);
      }
    }
  }
  const now = { ...state, phase: 'running', step, failure: null } as const;
  const subject = subjectOf({ document, layout, telemetry, state: now });
  return subject ? diagnose(subject) : [];
}

const isWarned = (findings: ReturnType<typeof diagnose>): boolean =>
  findings.some(({ consequences }) => consequences.some(({ kind }) => kind === MAY_OVERFLOW));

test('TRIAL-7: a loss that runs away is warned of steps before it ends in NaN, with the rate as its cause', async () => {
  const trainer = new TestTrainer();
  const { failure } = await trainer.run(openedLab('N1'), { telemetry: 'full' });
  const bad = failure?.step ?? 0;
  expect(failure?.kind).toBe('not-finite');
  const steps = Array.from({ length: bad - 1 }, (_, index) => index + 1);
  const warned = steps.filter((step) => isWarned(findingsAt(trainer, openedLab('N1'), step)));
  expect(warned[0]).toBeLessThanOrEqual(bad - 5);
  // Once said, it is not taken back before the end.
  expect(warned).toEqual(steps.slice(warned[0] - 1));
  expect(findingsAt(trainer, openedLab('N1'), warned[0])[0].cause).toBe('rateTooHigh');
});

test('TRIAL-7: a run that learns is not warned of', async () => {
  const document = openedLab('N1', { learningRate: 0.05, epochs: 10 });
  const trainer = new TestTrainer();
  const { step } = await trainer.run(document, { telemetry: 'full' });
  for (let at = 1; at <= step; at += 7) {
    expect(isWarned(findingsAt(trainer, document, at))).toBe(false);
  }
});

test('DIAG-10: a rate too high is told since the first step whose update was too large, not since the largest', async () => {
  const trainer = new TestTrainer();
  await trainer.run(openedLab('N1'), { telemetry: 'full' });
  const found = findingsAt(trainer, openedLab('N1'), trainer.state.step)[0];
  const { layout } = trainer;
  const width = groupsOf(layout).find(({ name }) => name === 'layers')?.width ?? 1;
  const first = trainer
    .rows('layers', width)
    .find((row) =>
      layout.layers.some((_, layer) => row[layerColumn(layer, 'updateRatio')] > LARGE_UPDATE),
    );
  expect(found.cause).toBe('rateTooHigh');
  expect(found.sinceStep).toBe(first?.[0]);
  expect(found.sinceStep).toBeLessThan(found.evidence[0].step ?? 0);
});
