import { describe, expect, it } from 'vitest';
import { loadPreparedData } from '../../../main/services/data/prepared';
import { diagnose } from '../../../shared/diagnosis/diagnose';
import type { ProjectDocument } from '../../../shared/document/schema';
import { findLab } from '../../../shared/labs';
import { train } from '../../bench/diagnosis/train';

/** What each lab's run is to be called first; null where it shows no failure. */
const EXPECTED: Readonly<Record<string, string | null>> = {
  I2: 'initializerTooSmall',
  I3: 'initializerTooSmall',
  I5: 'symmetry',
  I6: null,
  I7: 'initializerTooSmall',
  D2: 'deadBorn',
  S1: 'saturatingActivation',
  L1: 'rateTooLow',
  L2: 'lateCollapse',
  L3: 'noisyStep',
  G1: null,
  U2: 'unscaledTargets',
  H1: 'unscaledInputs',
  N2: 'notFiniteOperation',
  N3: 'underflow16',
  Q1: 'vanishingThroughTime',
  Q2: 'vanishingThroughTime',
  X2: 'explodingThroughTime',
  F1: null,
  F2: null,
  B1: 'initializerTooSmall',
};

/** Causes found in a whole run of a document, the root first. */
async function causesOf(document: ProjectDocument): Promise<string[]> {
  const data = await loadPreparedData(document, { projectFolder: null, importFolder: '' });
  if (!data.ok) throw new Error(data.failure.text.en);
  const { subject } = await train(document, data.value);
  return diagnose(subject).map(({ cause }) => cause);
}

const lab = (id: string) => {
  const found = findLab(id);
  if (!found) throw new Error(`no lab ${id}`);
  return found;
};

describe('findings of the labs', () => {
  it.each(Object.entries(EXPECTED))(
    'LAB-9: %s as it opens: %s',
    async (id, cause) => {
      expect((await causesOf(lab(id).document()))[0] ?? null).toBe(cause);
    },
    60_000,
  );

  it.each(Object.entries(EXPECTED).filter(([, cause]) => cause !== null))(
    'LAB-9: %s after its first step: nothing is found any more',
    async (id) => {
      expect(await causesOf(lab(id).steps[0].document())).toEqual([]);
    },
    60_000,
  );
});
