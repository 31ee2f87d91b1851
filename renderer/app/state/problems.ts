import { PROBLEM_TEXTS, type Problem } from '../../../shared/text/problems';
import { type Locale, say } from '../../../shared/text/text';
import { useAnalysis } from './analysis';
import { selectPath } from './opened-store';
import { select } from './selection-store';
import { useView } from './view-store';

/** The sentence of a problem in a language. */
export const sayProblem = (problem: Problem, locale: Locale): string =>
  say(PROBLEM_TEXTS[problem.kind].text, locale, problem.values);

const revealNode = (node: string): void => {
  const reveal = selectPath(node);
  useView.setState({ screen: 'workbench', inspectorTab: 'layer', reveal });
};

function revealEdge(edge: string): void {
  const target = useAnalysis.getState().edges.has(edge) ? edge : null;
  if (target) select({ edges: [target] });
}

/** Takes the person to what a problem is about: its node, its edge, or the page of settings. */
export function revealProblem({ place }: Problem): void {
  if (place.node) revealNode(place.node);
  else if (place.edge) revealEdge(place.edge);
  else if (place.settings === 'data') useView.setState({ sideTab: 'data' });
  else if (place.settings === 'training') useView.setState({ inspectorTab: 'training' });
}
