import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { StartMeasure } from '../../../main/services/start-measure';
import { Gauge } from '../../../main/training/gauge';
import { processLauncher } from '../../../main/training/launcher';
import { CAUSES } from '../../../shared/diagnosis/causes';
import { diagnose } from '../../../shared/diagnosis/diagnose';
import type { Subject } from '../../../shared/diagnosis/subject';
import { analyse } from '../../../shared/graph/analyse';
import { findLab } from '../../../shared/labs';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { repository } from '../../support/host-process';

const measure = new StartMeasure(
  new Gauge(processLauncher(join(repository, 'dist', 'main', 'trainer.mjs'), false)),
);
let subject: Subject;

beforeAll(async () => {
  const document = findLab('V1')?.document('en');
  if (!document) throw new Error('no lab V1');
  const measured = await measure.measure(document, { projectFolder: null, importFolder: '' });
  if (!measured) throw new Error('V1 was not measured');
  const { layout, groups } = measured;
  const telemetry = TelemetryStore.fromStored(layout, groups);
  subject = { document, analysis: analyse(document), layout, telemetry, state: null };
});
afterAll(() => measure.close());

test('DIAG-9: a rule that throws is left out aloud, and the others are heard', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const broken = CAUSES.map((cause) =>
    cause.kind === 'symmetry'
      ? {
          ...cause,
          detect: () => {
            throw new RangeError('a column that is not there');
          },
        }
      : cause,
  );
  expect(diagnose(subject, broken)[0]?.cause).toBe('saturatingActivation');
  expect(said).toHaveBeenCalledWith(expect.stringContaining('symmetry'), expect.any(RangeError));
  said.mockRestore();
});
