import { useWords } from '../app/i18n/i18n';
import { useAnalysis } from '../app/state/analysis';
import classes from './form.module.css';
import { Problems } from './problems';
import { inspectorWords } from './words';

/** Everything that is wrong with network, data and training, worst first; each line jumps to its place. */
export function ProblemList() {
  const t = useWords(inspectorWords);
  const problems = useAnalysis((analysis) => analysis.problems);
  if (problems.length === 0) return <p className={classes.text}>{t('noProblems')}</p>;
  return <Problems problems={problems} />;
}
