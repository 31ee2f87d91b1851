import { diagnose } from '../../shared/diagnosis/diagnose';
import { subjectOf, type ToldRun } from '../../shared/diagnosis/subject';
import type { RunPurpose, RunSummary } from '../../shared/host-data';

type RootFinding = RunSummary['finding'];

/** Runs whose end says something of their network: a test of rates is meant to diverge, and a twin is looked at by its page. */
export const isDiagnosed = ({ kind }: RunPurpose): boolean =>
  kind === 'training' || kind === 'fold';

/** The root cause of what is wrong with a run that is over; null where nothing is, or where it told nothing. */
export function rootFindingOf(run: ToldRun): RootFinding {
  const subject = subjectOf(run);
  const [root] = subject ? diagnose(subject) : [];
  if (!root) return null;
  const { cause, title, node, sinceStep } = root;
  return { cause, title, node, sinceStep };
}
