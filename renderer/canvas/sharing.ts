import { shareWeights } from '../../shared/document/edits';
import type { NetworkNode, ProjectDocument } from '../../shared/document/schema';
import { rootOwner } from '../../shared/document/sharing';
import { useViewed, viewedDocument } from '../app/state/opened-store';
import { useSelection } from '../app/state/selection-store';
import { useCanvas } from './canvas-store';
import { nodesById } from './document-selectors';

/** Layers with one set of weights. */
export interface SharingGroup {
  /** The node that the weights belong to. */
  readonly owner: string;
  /** Number of the group on this canvas: its colour. */
  readonly index: number;
  readonly members: readonly string[];
}

const groupsOfLists = new WeakMap<readonly NetworkNode[], ReadonlyMap<string, SharingGroup>>();

/** The group of every node that shares weights or whose weights are shared, by its id; made once per list of nodes. */
export function sharingGroups(nodes: readonly NetworkNode[]): ReadonlyMap<string, SharingGroup> {
  const known = groupsOfLists.get(nodes);
  if (known) return known;
  const made = groupNodes(nodes);
  groupsOfLists.set(nodes, made);
  return made;
}

function groupNodes(nodes: readonly NetworkNode[]): ReadonlyMap<string, SharingGroup> {
  const byId = nodesById(nodes);
  const members = new Map<string, string[]>();
  for (const { id, weightsOf } of nodes) {
    if (weightsOf === undefined) continue;
    const root = rootOwner(byId, id);
    if (typeof root === 'string') continue;
    const group = members.get(root.id);
    if (group) group.push(id);
    else members.set(root.id, [root.id, id]);
  }
  const groups = new Map<string, SharingGroup>();
  for (const [index, [owner, ids]] of [...members].entries()) {
    const group = { owner, index, members: ids };
    for (const id of ids) groups.set(id, group);
  }
  return groups;
}

/** What a node shows of its sharing. */
export interface SharingMark {
  readonly ownerName: string;
  readonly isOwner: boolean;
  readonly index: number;
  readonly count: number;
  /** One of the group is under the pointer or selected. */
  readonly isLit: boolean;
}

/** The mark of a node that shares weights; null where it does not. */
export function useSharingMark(id: string): SharingMark | null {
  const group = useViewed(({ network }) => sharingGroups(network.nodes).get(id));
  const ownerName = useViewed(({ network }) =>
    group ? nodesById(network.nodes).get(group.owner)?.name || group.owner : '',
  );
  const isHovered = useCanvas((state) => group !== undefined && state.hoveredOwner === group.owner);
  const isSelected = useSelection((state) => group?.members.some((each) => state.nodes.has(each)));
  if (!group) return null;
  return {
    ownerName,
    isOwner: group.owner === id,
    index: group.index,
    count: group.members.length,
    isLit: isHovered || isSelected === true,
  };
}

/** Tells the canvas that the pointer came to a node, or left it. */
export const hoverSharing = (id: string | null): void => {
  const { nodes } = viewedDocument().network;
  const owner = id === null ? null : (sharingGroups(nodes).get(id)?.owner ?? null);
  if (useCanvas.getState().hoveredOwner !== owner) useCanvas.setState({ hoveredOwner: owner });
};

/** The other nodes whose weights a node may take: those of its kind (and block), in the order of the document. */
export function useSharingCandidates(node: NetworkNode): readonly NetworkNode[] {
  const nodes = useViewed(({ network }) => network.nodes);
  return nodes.filter(
    ({ id, kind, block }) => kind === node.kind && block === node.block && id !== node.id,
  );
}

/** Lets all of these nodes take the weights of the first of them: one edit. */
export const shareAmong = (
  document: ProjectDocument,
  [owner, ...users]: readonly string[],
): ProjectDocument => users.reduce((next, user) => shareWeights(next, user, owner), document);

/** Gives each of these nodes weights of its own again: one edit. */
export const shareNone = (document: ProjectDocument, nodes: readonly string[]): ProjectDocument =>
  nodes.reduce((next, node) => shareWeights(next, node, null), document);
