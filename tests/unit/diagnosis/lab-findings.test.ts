import { describe, expect, it } from 'vitest';
import { loadPreparedData } from '../../../main/services/data/prepared';
import { diagnose } from '../../../shared/diagnosis/diagnose';
import { repair } from '../../../shared/diagnosis/repair';
import type { ProjectDocument } from '../../../shared/document/schema';
import { findLab } from '../../../shared/labs';
import { train } from '../../bench/diagnosis/train';

/** What each lab shows. */
const FINDINGS: Readonly<Record<string, string>> = {
  V1: 'saturatingActivation',
  V2: 'initializerTooSmall',
  X1: 'initializerTooLarge',
  I4: 'symmetry',
  D1: 'deadKilled',
  N1: 'rateTooHigh',
  U1: 'inputScalesDiffer',
};

/** What is still true of a cured lab by its very design: a product of numbers is a straight line, and its data are a cube. */
const LEFT: Readonly<Record<string, readonly string[]>> = { V2: ['missingNonlinearity'] };

async function trained(document: ProjectDocument) {
  const data = await loadPreparedData(document, { projectFolder: null, importFolder: '' });
  if (!data.ok) throw new Error(data.failure.text.en);
  return (await train(document, data.value)).subject;
}

describe('labs', () => {
  it.each(Object.entries(FINDINGS))(
    'DIAG-5: %s shows %s, and is cured',
    async (id, cause) => {
      const lab = findLab(id);
      if (!lab) throw new Error(`no lab ${id}`);
      const subject = await trained(lab.document('en'));
      expect(diagnose(subject)[0]?.cause).toBe(cause);
      const { left, attempts } = await repair(subject, trained, { locale: 'en' });
      expect(attempts.some(({ isKept }) => isKept)).toBe(true);
      expect(left.map((finding) => finding.cause)).toEqual(LEFT[id] ?? []);
    },
    120_000,
  );
});
