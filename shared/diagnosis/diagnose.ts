import type { CauseDefinition, Suspicion } from './cause';
import { CAUSES } from './causes';
import { type Facts, factsOf } from './facts/facts';
import type { Consequence, Finding } from './finding';
import type { Subject } from './subject';
import { symptomsOf } from './symptom';

interface Suspect {
  readonly cause: CauseDefinition;
  readonly suspicion: Suspicion;
}

/** What is hardly suspected itself cannot explain what is all but sure. */
const MARGIN = 0.15;

const explains = (one: Suspect, other: Suspect): boolean =>
  one.cause.explains.includes(other.cause.kind) &&
  one.suspicion.strength >= other.suspicion.strength - MARGIN;

/** A rule that throws is left out aloud: the others have something to say all the same. */
function suspicionOf(cause: CauseDefinition, facts: Facts): Suspicion | null {
  try {
    return cause.detect(facts);
  } catch (error) {
    console.error(`The rule ${cause.kind} failed:`, error);
    return null;
  }
}

/** The one that is named: nothing else explains it, and it explains itself most surely; upstream ones first. */
function rankSuspects(suspects: readonly Suspect[]): readonly Suspect[] {
  const isExplained = (suspect: Suspect): boolean =>
    suspects.some((other) => other !== suspect && explains(other, suspect));
  const roots = suspects.filter((suspect) => !isExplained(suspect));
  // Two causes that explain each other would leave none: then the surest one is the root.
  const ranked = (roots.length > 0 ? roots : suspects).toSorted(
    (a, b) => b.suspicion.strength - a.suspicion.strength,
  );
  return [...ranked, ...suspects.filter((suspect) => !ranked.includes(suspect))];
}

function findingOf(
  { cause, suspicion }: Suspect,
  symptoms: readonly Consequence[],
  others: readonly Suspect[],
): Finding {
  const { nodes, sinceStep, severity, evidence } = suspicion;
  const explained = others.filter(({ cause: { kind } }) => cause.explains.includes(kind));
  return {
    cause: cause.kind,
    title: cause.title,
    node: nodes.at(0) ?? null,
    nodes: [...nodes],
    sinceStep,
    severity,
    evidence: [...evidence],
    consequences: [
      ...symptoms,
      ...explained.map((other) => ({ kind: other.cause.kind, text: other.cause.title })),
    ],
    remedies: [...cause.remedies],
  };
}

/**
 * What is wrong with a network or its run, the root cause first; nothing where all is well. Causes that the root
 * explains are not listed by themselves: they stand among its consequences.
 */
export const diagnose = (subject: Subject): readonly Finding[] => diagnoseFacts(factsOf(subject));

/** The same, for who has other questions to the facts as well. */
export function diagnoseFacts(
  facts: Facts,
  causes: readonly CauseDefinition[] = CAUSES,
): readonly Finding[] {
  const suspects = causes.flatMap((cause): Suspect[] => {
    const suspicion = suspicionOf(cause, facts);
    return suspicion ? [{ cause, suspicion }] : [];
  });
  const ranked = rankSuspects(suspects);
  const [root] = ranked;
  if (!root) return [];
  const rest = ranked.slice(1).filter(({ cause }) => !root.cause.explains.includes(cause.kind));
  const symptoms = symptomsOf(facts);
  return [root, ...rest].map((suspect) =>
    findingOf(
      suspect,
      symptoms,
      ranked.filter((other) => other !== suspect),
    ),
  );
}
