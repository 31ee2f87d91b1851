import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { Problem } from '../../shared/text/problems';
import { describeProblem } from '../../shared/text/problems';
import { useLocale, useWords } from '../app/i18n/i18n';
import classes from './form.module.css';
import { goToProblem } from './go-to-problem';
import { inspectorWords } from './words';

const ICONS = { error: CircleAlert, warning: TriangleAlert } as const;

/** A problem in words; pressed, it shows where it is. */
export function ProblemButton({ problem }: { readonly problem: Problem }) {
  const t = useWords(inspectorWords);
  const locale = useLocale();
  const Icon = ICONS[problem.severity];
  return (
    <button
      type="button"
      className={classes.problem}
      data-severity={problem.severity}
      onClick={() => goToProblem(problem)}
    >
      <Icon size={14} aria-label={t(problem.severity)} />
      <span>{describeProblem(problem, locale)}</span>
    </button>
  );
}

/** A list of problems, in the order given. */
export function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  return (
    <ul className={classes.problems}>
      {problems.map((problem) => (
        <li key={JSON.stringify([problem.kind, problem.place, problem.values])}>
          <ProblemButton problem={problem} />
        </li>
      ))}
    </ul>
  );
}
