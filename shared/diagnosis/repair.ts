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
  readonly isKept: boolean;
}

/** How far a repair is. */
export interface RepairProgress {
  /** All attempts so far, in order. */
  readonly attempts: readonly Attempt[];
  /** What is being tried; null between two rounds and at the end. */
  readonly trying: {
    readonly cause: string;
    readonly remedy: string;
    readonly before: ProjectDocument;
    readonly after: ProjectDocument;
  } | null;
  /** The document with what was kept so far, and how good it is. */
  readonly document: ProjectDocument;
  readonly score: Score;
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
  /** Hears when an attempt begins and ends, and when one is kept. */
  readonly onProgress?: (progress: RepairProgress) => void;
}

const MAX_EDITS = 4;

/** A run that was looked at. */
interface Looked {
  readonly subject: Subject;
  readonly score: Score;
  readonly findings: readonly Finding[];
}

function lookAt(subject: Subject): Looked {
  return { subject, score: scoreOf(subject), findings: diagnose(subject) };
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
 * twin is not better is never kept. Rejects as `train` does, which is how it is stopped.
 */
export async function repair(
  start: Subject,
  train: (document: ProjectDocument) => Promise<Subject>,
  { locale, maxEdits = MAX_EDITS, onProgress }: RepairOptions,
): Promise<Repair> {
  const first = lookAt(start);
  let current = first;
  let attempts: readonly Attempt[] = [];
  const tell = (trying: RepairProgress['trying']): void =>
    onProgress?.({ attempts, trying, document: current.subject.document, score: current.score });

  /** The twin of a round that is kept, and which attempt it was; null where none is better. */
  const tryRemedies = async (): Promise<{ at: number; twin: Looked } | null> => {
    const { subject, score, findings } = current;
    const [{ cause, ...root }] = findings;
    let best: { at: number; twin: Looked } | null = null;
    for (const { remedy, document } of remediesFor(subject.document, root, locale)) {
      tell({ cause, remedy: remedy.kind, before: subject.document, after: document });
      const twin = lookAt(await train(document));
      const isHealthy = twin.findings.length === 0;
      const outcome = { isBetter: isBetter(score, twin.score), isHealthy, isKept: false };
      const scores = { before: score, after: twin.score };
      attempts = [...attempts, { cause, remedy: remedy.kind, ...scores, ...outcome }];
      tell(null);
      if (!outcome.isBetter) continue;
      const isBest = !best || isHealthy || twin.score.value > best.twin.score.value;
      if (isBest) best = { at: attempts.length - 1, twin };
      if (isHealthy) break;
    }
    return best;
  };

  for (let edit = 0; edit < maxEdits && current.findings.length > 0; edit += 1) {
    const kept = await tryRemedies();
    if (!kept) break;
    attempts = attempts.map((one, at) => (at === kept.at ? { ...one, isKept: true } : one));
    current = kept.twin;
    tell(null);
  }
  return {
    document: current.subject.document,
    attempts,
    left: current.findings,
    before: first.score,
    after: current.score,
  };
}
