import type { ProjectDocument } from '../document/schema';
import { analyse } from '../graph/analyse';
import { type Locale, type Text, untranslated } from '../text/text';
import { diagnose } from './diagnose';
import type { Finding } from './finding';
import { findRemedy } from './remedies';
import type { EditRemedy, MeasuredRemedy } from './remedy';
import { isBetter, type Score, scoreOf } from './score';
import type { Subject } from './subject';

/** An edit that a repair tried, and how its twin did. */
export interface Attempt {
  readonly cause: string;
  readonly remedy: string;
  /** The remedy that this one was tried on top of, which by itself only uncovered this cause; null for one alone. */
  readonly on: string | null;
  readonly before: Score;
  readonly after: Score;
  /** Its twin is better than the run before it. */
  readonly isBetter: boolean;
  /** Its twin has no finding. */
  readonly isHealthy: boolean;
  /** It is part of the repaired document. */
  readonly isKept: boolean;
}

const labelOf = (kind: string): Text => findRemedy(kind)?.label ?? untranslated(kind);

/** What an attempt does, in words: one edit, or two together. */
export function editOf({ on, remedy }: Pick<Attempt, 'on' | 'remedy'>): Text {
  const label = labelOf(remedy);
  if (on === null) return label;
  const first = labelOf(on);
  return { en: `${first.en} + ${label.en}`, zh: `${first.zh} + ${label.zh}` };
}

/** How far a repair is. */
export interface RepairProgress {
  /** All attempts so far, in order. */
  readonly attempts: readonly Attempt[];
  /** What is being tried; null between two rounds and at the end. */
  readonly trying: {
    readonly cause: string;
    readonly remedy: string;
    readonly on: string | null;
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
  /** Makes the runs of remedies that have to be measured first; `train`, where they are no different to who waits. */
  readonly measure?: (document: ProjectDocument) => Promise<Subject>;
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

type Place = Pick<Finding, 'remedies' | 'nodes'>;

/** An edit that answers a finding, or what has to be measured before there is one. */
export type Offer =
  | { readonly remedy: EditRemedy; readonly document: ProjectDocument }
  | { readonly remedy: MeasuredRemedy; readonly document: null };

const isEdit = (before: ProjectDocument, after: ProjectDocument): boolean =>
  after !== before && analyse(after).trainable;

/** What answers a finding, in order: edits applied to the document, those that change nothing left out. */
export function remediesFor(
  document: ProjectDocument,
  { remedies, nodes }: Place,
  locale: Locale,
): readonly Offer[] {
  const analysis = analyse(document);
  return remedies.flatMap((kind): Offer[] => {
    const remedy = findRemedy(kind);
    if (!remedy) return [];
    if ('measurement' in remedy) return [{ remedy, document: null }];
    const edited = remedy.apply({ document, analysis, nodes, locale });
    return isEdit(document, edited) ? [{ remedy, document: edited }] : [];
  });
}

/** The edit that a remedy's own run told; null where it told none. */
export function measuredEdit(
  document: ProjectDocument,
  { remedy, nodes }: { readonly remedy: MeasuredRemedy; readonly nodes: readonly string[] },
  told: Subject,
  locale: Locale,
): ProjectDocument | null {
  const context = { document, analysis: analyse(document), nodes, locale };
  const edited = remedy.applyMeasured(context, told);
  return isEdit(document, edited) ? edited : null;
}

/** A run with an edit more than another, and which attempt it was. */
interface Twin extends Looked {
  readonly at: number;
}

/** What is to be answered: by the remedies of which finding, in which run, and what must be better. */
interface Question {
  readonly finding: Finding;
  readonly from: Looked;
  readonly before: Looked;
  readonly on: string | null;
}

/**
 * Diagnoses, tries the root cause's remedies in order, each by a twin run from the same seed, and keeps the first one
 * whose twin is healthy, or else the best one that is better; until nothing is found or nothing helps. Where none is
 * better alone, one that only uncovered another cause is tried together with the remedies of that: a path around layers
 * may need a lower rate. What has no remedy of its own is answered by the others of the cause before. An edit whose twin
 * is not better is never kept. Rejects as `train` does, which is how it is stopped.
 */
export async function repair(
  start: Subject,
  train: (document: ProjectDocument) => Promise<Subject>,
  { locale, maxEdits = MAX_EDITS, measure = train, onProgress }: RepairOptions,
): Promise<Repair> {
  const first = lookAt(start);
  let current = first;
  let attempts: readonly Attempt[] = [];
  const tell = (trying: RepairProgress['trying']): void =>
    onProgress?.({ attempts, trying, document: current.subject.document, score: current.score });

  /** The edit that a run of its own tells. */
  const told = async (
    document: ProjectDocument,
    remedy: MeasuredRemedy,
    { nodes }: Finding,
  ): Promise<ProjectDocument | null> => {
    const run = await measure(remedy.measurement.runOf(document));
    return measuredEdit(document, { remedy, nodes }, run, locale);
  };

  /** Twins with each remedy, up to the first one that is better and healthy. */
  const twinsOf = async ({ finding, from, before, on }: Question): Promise<readonly Twin[]> => {
    const { cause } = finding;
    const twins: Twin[] = [];
    for (const offer of remediesFor(from.subject.document, finding, locale)) {
      const { remedy } = offer;
      const document = offer.document ?? (await told(from.subject.document, offer.remedy, finding));
      if (!document) continue;
      const named = { cause, remedy: remedy.kind, on };
      tell({ ...named, before: before.subject.document, after: document });
      const twin = lookAt(await train(document));
      const isHealthy = twin.findings.length === 0;
      const outcome = { isBetter: isBetter(before.score, twin.score), isHealthy, isKept: false };
      attempts = [...attempts, { ...named, before: before.score, after: twin.score, ...outcome }];
      tell(null);
      twins.push({ ...twin, at: attempts.length - 1 });
      if (outcome.isBetter && isHealthy) break;
    }
    return twins;
  };

  const bestOf = (twins: readonly Twin[]): Twin | null => {
    const better = twins.filter(({ at }) => attempts[at].isBetter);
    const best = better.toSorted((a, b) => b.score.value - a.score.value).at(0);
    return better.find(({ findings }) => findings.length === 0) ?? best ?? null;
  };

  /** The twin that is kept; null where none is better. */
  const answer = async (finding: Finding): Promise<Twin | null> => {
    const before = current;
    const twins = await twinsOf({ finding, from: before, before, on: null });
    const alone = bestOf(twins);
    if (alone) return alone;
    for (const from of twins) {
      const [uncovered] = from.findings;
      if (!uncovered || uncovered.cause === finding.cause) continue;
      const on = attempts[from.at].remedy;
      const together = bestOf(await twinsOf({ finding: uncovered, from, before, on }));
      if (together) return together;
    }
    return null;
  };

  let answered: Finding | null = null;
  for (let edit = 0; edit < maxEdits && current.findings.length > 0; edit += 1) {
    const [root] = current.findings;
    const finding: Finding = root.remedies.length > 0 ? root : (answered ?? root);
    const kept = await answer(finding);
    if (!kept) break;
    attempts = attempts.map((one, at) => (at === kept.at ? { ...one, isKept: true } : one));
    current = kept;
    answered = finding;
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
