import type { ProjectDocument } from '../document/schema';
import { analyse } from '../graph/analyse';
import type { Locale } from '../text/text';
import { diagnose } from './diagnose';
import type { Finding } from './finding';
import { findRemedy } from './remedies';
import type { RemedyDefinition } from './remedy';
import { isBetter, type Score, scoreOf } from './score';
import type { Subject } from './subject';

/** An edit that a repair tried, and how its twin did. */
export interface Attempt {
  readonly cause: string;
  readonly remedy: string;
  readonly before: Score;
  readonly after: Score;
  /** Its twin is better than the run before it. */
  readonly isBetter: boolean;
  /** Its twin has no finding. */
  readonly isHealthy: boolean;
  /** It is part of the repaired document. */
  isKept: boolean;
}

export interface Repair {
  readonly document: ProjectDocument;
  readonly attempts: readonly Attempt[];
  /** What is still wrong with the repaired document; empty where it is healthy. */
  readonly left: readonly Finding[];
  readonly before: Score;
  readonly after: Score;
}

interface RepairOptions {
  readonly locale: Locale;
  /** Edits that a repair may make one after the other. */
  readonly maxEdits?: number;
  /** Hears of every attempt as it ends. */
  readonly onAttempt?: (attempt: Attempt) => void;
}

const MAX_EDITS = 4;

/** The best twin of a round so far. */
interface Kept {
  readonly attempt: Attempt;
  readonly subject: Subject;
  readonly findings: readonly Finding[];
}

interface Applied {
  readonly remedy: RemedyDefinition;
  readonly document: ProjectDocument;
}

/** The edits that answer a finding, in order, each applied to the document; those that change nothing left out. */
export function remediesFor(
  document: ProjectDocument,
  { remedies, nodes }: Pick<Finding, 'remedies' | 'nodes'>,
  locale: Locale,
): readonly Applied[] {
  const analysis = analyse(document);
  return remedies.flatMap((kind): Applied[] => {
    const remedy = findRemedy(kind);
    if (!remedy) return [];
    const edited = remedy.apply({ document, analysis, nodes, locale });
    return edited === document || !analyse(edited).trainable ? [] : [{ remedy, document: edited }];
  });
}

/**
 * Diagnoses, tries the root cause's remedies in order, each by a twin run from the same seed, and keeps the first one
 * whose twin is healthy, or else the best one that is better; until nothing is found or nothing helps. An edit whose
 * twin is not better is never kept.
 */
export async function repair(
  start: Subject,
  train: (document: ProjectDocument) => Promise<Subject>,
  { locale, maxEdits = MAX_EDITS, onAttempt }: RepairOptions,
): Promise<Repair> {
  const attempts: Attempt[] = [];
  const before = scoreOf(start);
  let current = start;
  let score = before;
  let left = diagnose(start);
  for (let edit = 0; edit < maxEdits && left.length > 0; edit += 1) {
    const [root] = left;
    let kept: Kept | null = null;
    for (const { remedy, document } of remediesFor(current.document, root, locale)) {
      const subject = await train(document);
      const findings = diagnose(subject);
      const scores = { before: score, after: scoreOf(subject) };
      const attempt: Attempt = {
        cause: root.cause,
        remedy: remedy.kind,
        ...scores,
        isBetter: isBetter(scores.before, scores.after),
        isHealthy: findings.length === 0,
        isKept: false,
      };
      attempts.push(attempt);
      onAttempt?.(attempt);
      if (!attempt.isBetter) continue;
      if (!kept || attempt.after.value > kept.attempt.after.value || attempt.isHealthy) {
        kept = { attempt, subject, findings };
      }
      if (attempt.isHealthy) break;
    }
    if (!kept) break;
    kept.attempt.isKept = true;
    current = kept.subject;
    score = kept.attempt.after;
    left = kept.findings;
  }
  return { document: current.document, attempts, left, before, after: score };
}
