import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/diagnosis/finding';
import { LABS } from '../../../shared/labs';
import { type LabChapter, type LabFinding, NO_FINDING } from '../../../shared/labs/lab';
import { run } from './runs';

/** A sentence that was not filled in, or that tells a number nobody measured. */
const UNSAID = /\{\{|undefined|NaN(?! or infinite| 或无穷)/;

const firstOf = (findings: readonly Finding[]): string | null => findings[0]?.cause ?? null;

/** Tests, for a `describe`, that each document of a chapter's labs is diagnosed as its lab says, and that a lab's failure is cured. */
export function testFindings(chapter: LabChapter): void {
  describe.each(LABS.filter((lab) => lab.chapter === chapter))('$id', (lab) => {
    const documents: readonly (readonly [string, LabFinding])[] = [
      [lab.id, lab.finding],
      ...lab.steps.map(
        ({ finding }, index) => [`${lab.id}.${index + 1}`, finding ?? NO_FINDING] as const,
      ),
    ];

    it.each(documents)('%s', async (name, finding) => {
      const { start, end } = await run(name);
      expect({ start: firstOf(start), end: firstOf(end) }).toEqual(finding);
      for (const { text } of [...start, ...end].flatMap(({ evidence }) => evidence)) {
        expect(text.en).not.toMatch(UNSAID);
        expect(text.zh).not.toMatch(UNSAID);
      }
    });

    it.runIf(lab.finding.end !== null)('a step cures it', async () => {
      const trained = await Promise.all(documents.slice(1).map(([name]) => run(name)));
      const isCured = trained.map(({ end }) =>
        end.every(({ cause, severity }) => cause !== lab.finding.end && severity === 'expected'),
      );
      expect(isCured).toContain(true);
    });
  });
}
