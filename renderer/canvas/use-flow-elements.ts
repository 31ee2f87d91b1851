import { useCallback, useMemo } from 'react';
import type { NetworkEdge } from '../../shared/document/schema';
import { useWords } from '../app/i18n/i18n';
import { useProject } from '../app/state/project-store';
import { useSelection } from '../app/state/selection-store';
import { useCanvas } from './canvas-store';
import { nodesById } from './document-selectors';
import { type FlowEdge, type FlowNode, flowEdgesOf, flowNodesOf } from './flow-elements';
import { useHasRun } from './node-readings-view';
import { canvasWords } from './words';

/** React Flow's arrays, made from document, selection and the drag under way. Numbers of a run never come in here. */
export function useFlowElements(): { readonly nodes: FlowNode[]; readonly edges: FlowEdge[] } {
  const t = useWords(canvasWords);
  const network = useProject((state) => state.document.network);
  const selection = useSelection();
  const dragged = useCanvas((state) => state.dragged);
  const withReadings = useHasRun();

  const nodes = useMemo(
    () =>
      flowNodesOf({
        nodes: network.nodes,
        comments: network.comments,
        selectedNodes: selection.nodes,
        selectedComments: selection.comments,
        dragged,
        withReadings,
      }),
    [network.nodes, network.comments, selection.nodes, selection.comments, dragged, withReadings],
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
  const edges = useMemo(
    () => flowEdgesOf(network.edges, selection.edges, labelOf),
    [network.edges, selection.edges, labelOf],
  );
  return { nodes, edges };
}
