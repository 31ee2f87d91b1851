import { expect, test, vi } from 'vitest';
import { CAUSES } from '../../../shared/diagnosis/causes';
import { diagnoseFacts } from '../../../shared/diagnosis/diagnose';
import { factsOf } from '../../../shared/diagnosis/facts/facts';
import { openedLab } from '../../support/labs';
import { measuredStart } from '../engine/measured-start';

test('DIAG-9: a rule that throws is left out aloud, and the others are heard', async () => {
  const subject = await measuredStart(openedLab('V1'));
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
  expect(diagnoseFacts(factsOf(subject), broken)[0]?.cause).toBe('saturatingActivation');
  expect(said).toHaveBeenCalledWith(expect.stringContaining('symmetry'), expect.any(RangeError));
  said.mockRestore();
});
