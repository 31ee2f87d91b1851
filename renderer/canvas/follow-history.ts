import { useEffect } from 'react';
import { blocksById, blocksInside, openedBlock, seenInside } from '../../shared/document/blocks';
import type { NetworkNode, ProjectDocument } from '../../shared/document/schema';
import { useOpened } from '../app/state/opened-store';
import { onTravel } from '../app/state/project-store';
import { useShownEdit } from '../app/state/shown-edit-store';
import { currentSurface } from './canvas-store';
import { NODE_WIDTH, type Rectangle } from './geometry';
import { heightOfNode } from './measured-nodes';
import { showChanged, showMarked } from './view-actions';

const boxOfNode = ({ id, position }: NetworkNode): Rectangle => ({
  ...position,
  width: NODE_WIDTH,
  height: heightOfNode(id),
});

/** Elements that are new or not what they were; edits keep the identity of what they do not touch. */
function changed<Element extends { readonly id: string }>(
  before: readonly Element[],
  after: readonly Element[],
): readonly Element[] {
  const known = new Set(before);
  return after.filter((element) => !known.has(element));
}

/** Instances of blocks that changed inside, at any depth. */
function instancesOfChanged(
  before: ProjectDocument,
  after: ProjectDocument,
): readonly NetworkNode[] {
  const old = blocksById(before.blocks);
  const changedBlocks = new Set(
    after.blocks.filter((block) => old.get(block.id) !== block).map(({ id }) => id),
  );
  if (changedBlocks.size === 0) return [];
  return after.network.nodes.filter(
    ({ block }) =>
      block !== undefined &&
      [...blocksInside(after.blocks, block)].some((id) => changedBlocks.has(id)),
  );
}

/**
 * Where an undo or redo can be seen in the network that is viewed: the layers and comments that it changed or brought
 * back, else the ends of the connections that it did, else the blocks that it changed inside. Empty where nothing of
 * it can be seen there, as where it took something away.
 */
export function changedPlaces(
  before: ProjectDocument,
  after: ProjectDocument,
): readonly Rectangle[] {
  const [old, now] = [before.network, after.network];
  const comments = changed(old.comments, now.comments).map(({ position, size }) => ({
    ...position,
    ...size,
  }));
  const elements = [...changed(old.nodes, now.nodes).map(boxOfNode), ...comments];
  if (elements.length > 0) return elements;
  const edges = [...changed(old.edges, now.edges), ...changed(now.edges, old.edges)];
  const ends = new Set(edges.flatMap(({ source, target }) => [source, target]));
  const nodes = now.nodes.filter(({ id }) => ends.has(id));
  return (nodes.length > 0 ? nodes : instancesOfChanged(before, after)).map(boxOfNode);
}

/** Brings what undo or redo changed, or what an edit that was asked for would change, into view, where it is not. */
export function useFollowedHistory(): void {
  useEffect(() => {
    const places = (before: ProjectDocument, after: ProjectDocument): readonly Rectangle[] => {
      const { path } = useOpened.getState();
      const seen = (document: ProjectDocument) => seenInside(document, openedBlock(document, path));
      return changedPlaces(seen(before), seen(after));
    };
    const showPinned = (): void => {
      const { edit } = useShownEdit.getState();
      if (edit?.isPinned) showMarked(places(edit.before, edit.after));
    };
    // What was opened above the canvas folds away when an edit is shown on it: the canvas goes on growing after that.
    const sizes = new ResizeObserver(showPinned);
    const surface = currentSurface();
    if (surface) sizes.observe(surface);
    const stops = [
      onTravel((before, after) => showChanged(places(before, after))),
      useShownEdit.subscribe(showPinned),
      () => sizes.disconnect(),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}
