import type { CanvasComment, NetworkNode } from '../../shared/document/schema';
import { useViewed, viewedDocument } from '../app/state/opened-store';

/** Elements by id, made once per change of their list, so that a thousand selectors cost one look-up each. */
function indexed<Element extends { readonly id: string }>() {
  const indices = new WeakMap<readonly Element[], ReadonlyMap<string, Element>>();
  return (elements: readonly Element[]): ReadonlyMap<string, Element> => {
    const known = indices.get(elements);
    if (known) return known;
    const made = new Map(elements.map((element) => [element.id, element]));
    indices.set(elements, made);
    return made;
  };
}

export const nodesById = indexed<NetworkNode>();
export const commentsById = indexed<CanvasComment>();

export const useNode = (id: string): NetworkNode | undefined =>
  useViewed(({ network }) => nodesById(network.nodes).get(id));

export const useComment = (id: string): CanvasComment | undefined =>
  useViewed(({ network }) => commentsById(network.comments).get(id));

/** The name of a node for sentences; its id where it has none. */
export function nodeName(id: string): string {
  const node = nodesById(viewedDocument().network.nodes).get(id);
  return node?.name || id;
}
