import { useCallback, useMemo } from 'react';
import type { NetworkEdge, NetworkNode } from '../../shared/document/schema';
import { shownLayerAt } from '../../shared/graph/analyse-blocks';
import { describeProblem, type Problem } from '../../shared/text/problems';
import type { Locale } from '../../shared/text/text';
import { useLocale, useWords } from '../app/i18n/i18n';
import { useAnalysis } from '../app/state/analysis';
import { pathWithin, useOpened, useViewed } from '../app/state/opened-store';
import { useSelection } from '../app/state/selection-store';
import { useCanvas } from './canvas-store';
import { nodesById } from './document-selectors';
import { useSaidMark } from './edit-mark-view';
import { useSeenEdit } from './edit-marks';
import {
  type FlowEdge,
  type FlowNode,
  flowEdgesOf,
  flowNodesOf,
  ghostEdgesOf,
  ghostNodesOf,
} from './flow-elements';
import { useMeasuredNodes } from './measured-nodes';
import { sharingGroups } from './sharing';
import { canvasWords } from './words';

/** The sentences of each node that has problems, for its spoken name. */
function sentencesByNode(
  problems: readonly Problem[],
  locale: Locale,
): ReadonlyMap<string, string> {
  const sentences = new Map<string, string>();
  for (const problem of problems) {
    const { node } = problem.place;
    if (node === undefined) continue;
    const before = sentences.get(node);
    const sentence = describeProblem(problem, locale);
    sentences.set(node, before ? `${before} ${sentence}` : sentence);
  }
  return sentences;
}

/** React Flow's arrays, made from document, selection and the drag under way. Numbers of a run never come in here. */
export function useFlowElements(): { readonly nodes: FlowNode[]; readonly edges: FlowEdge[] } {
  const t = useWords(canvasWords);
  const locale = useLocale();
  const network = useViewed((document) => document.network);
  const path = useOpened((state) => state.path);
  const analysis = useAnalysis();
  const { blocks, problems } = analysis;
  const selection = useSelection();
  const dragged = useCanvas((state) => state.dragged);
  const layers = useMeasuredNodes();
  const measured = useMemo(() => {
    const shown = (id: string) => layers.has(shownLayerAt(analysis, pathWithin(path, id)));
    return new Set(network.nodes.map(({ id }) => id).filter(shown));
  }, [layers, path, network.nodes, analysis]);

  const sentences = useMemo(() => sentencesByNode(problems, locale), [problems, locale]);
  const spokenName = useCallback(
    (node: NetworkNode) => {
      const name = node.name || node.kind;
      const group = sharingGroups(network.nodes).get(node.id);
      if (!group) return name;
      const count = group.members.length;
      const owner = nodesById(network.nodes).get(group.owner)?.name || group.owner;
      const sharing =
        group.owner === node.id ? t('sharedBy', { count }) : t('sharedOf', { owner, count });
      return t('nodeShares', { name, sharing });
    },
    [t, network.nodes],
  );
  const edit = useSeenEdit((seen) => seen);
  const saidMark = useSaidMark();
  const labelOfNode = useCallback(
    (node: NetworkNode) => {
      const name = spokenName(node);
      const at = pathWithin(path, node.id);
      const inside = blocks.get(at)?.problemsInside ?? [];
      const own = [
        sentences.get(at) ?? [],
        inside.map((problem) => describeProblem(problem, locale)),
      ]
        .flat()
        .join(' ');
      const said = own ? t('nodeProblems', { name, problems: own }) : name;
      const mark = edit?.marks.get(node.id);
      return mark ? t('nodeWouldChange', { name: said, changes: saidMark(mark) }) : said;
    },
    [t, spokenName, sentences, path, blocks, locale, edit, saidMark],
  );
  const emptyComment = t('comment');
  const standing = useMemo(
    () =>
      flowNodesOf({
        nodes: network.nodes,
        comments: network.comments,
        selectedNodes: selection.nodes,
        selectedComments: selection.comments,
        dragged: dragged ?? edit?.places ?? null,
        measured,
        emptyComment,
        labelOf: labelOfNode,
      }),
    [
      network.nodes,
      network.comments,
      selection.nodes,
      selection.comments,
      dragged,
      edit,
      measured,
      labelOfNode,
      emptyComment,
    ],
  );

  const names = nodesById(network.nodes);
  const labelOf = useCallback(
    ({ source, target }: NetworkEdge) =>
      t('edgeLabel', {
        source: names.get(source)?.name || source,
        target: names.get(target)?.name || target,
      }),
    [t, names],
  );
  const connections = useMemo(
    () => flowEdgesOf(network.edges, selection.edges, labelOf),
    [network.edges, selection.edges, labelOf],
  );
  const nodes = useMemo(
    () => (edit?.added.length ? [...standing, ...ghostNodesOf(edit.added)] : standing),
    [standing, edit],
  );
  const edges = useMemo(
    () =>
      edit?.addedEdges.length
        ? [...connections, ...ghostEdgesOf(edit.addedEdges, edit.added)]
        : connections,
    [connections, edit],
  );
  return { nodes, edges };
}
