import { describe, expect, it } from 'vitest';
import { searchLabs } from '../../../renderer/labs/search';
import { LABS } from '../../../shared/labs';

const idsFor = (query: string): string[] => searchLabs(LABS, query).map(({ id }) => id);

describe('searching the course', () => {
  it('LAB-4: finds labs by what they say, in either language and any case', () => {
    expect(idsFor('NAN')).toContain('N1');
    expect(idsFor('梯度消失')).toContain('V1');
    expect(idsFor('残差')).toContain('R1');
    expect(idsFor('glorot')).toContain('I1');
  });

  it('LAB-4: every word must occur', () => {
    expect(idsFor('dead bias')).toContain('D1');
    expect(idsFor('dead zebra')).toEqual([]);
  });

  it('LAB-4: finds each lab by its id, and all of them for nothing', () => {
    for (const lab of LABS) expect(idsFor(lab.id)).toContain(lab.id);
    expect(idsFor('  ')).toEqual(LABS.map(({ id }) => id));
  });
});
