import { type NodeLine, tellNode } from '../../shared/diagnosis/describe-edit';
import { openedBlock, seenInside } from '../../shared/document/blocks';
import {
  diffOf,
  diffsInside,
  type NetworkDiff,
  type NodeDifference,
} from '../../shared/document/diff';
import type { NetworkEdge, NetworkNode } from '../../shared/document/schema';
import { useOpened } from '../app/state/opened-store';
import { type ShownEdit, useShownEdit } from '../app/state/shown-edit-store';

import { nodesById } from './document-selectors';
import type { Positions } from './geometry';

/** What an edit that is shown would do to a node: as a mark on it, and in words. */
export interface EditMark {
  /** `inside`: to layers of the block that it stands for. */
  readonly type: NodeDifference['type'] | 'inside';
  readonly lines: readonly NodeLine[];
}

/** An edit as it is seen in one network. */
export interface SeenEdit {
  /** Of nodes that stand in the network now, by id. */
  readonly marks: ReadonlyMap<string, EditMark>;
  readonly added: readonly NetworkNode[];
  readonly addedEdges: readonly NetworkEdge[];
  readonly removedEdges: ReadonlySet<string>;
  /** Where nodes that it moves would stand. */
  readonly places: Positions;
}

/** A block tells what changes inside, each line once: ten layers that change alike are one sentence. */
function insideMark(diffs: readonly NetworkDiff[]): EditMark {
  const lines = diffs.flatMap(({ nodes }) => [...nodes.values()].flatMap(tellNode));
  return {
    type: 'inside',
    lines: [...new Map(lines.map((line) => [line.full.en, line])).values()],
  };
}

function seenIn({ before, after, diff }: ShownEdit, block: string | null): SeenEdit {
  const own = diffOf(diff, block);
  const marks = new Map<string, EditMark>();
  for (const node of seenInside(before, block).network.nodes) {
    const difference = own?.nodes.get(node.id);
    const inside = difference ? [] : diffsInside(diff, after, node);
    if (difference) marks.set(node.id, { type: difference.type, lines: tellNode(difference) });
    else if (inside.length > 0) marks.set(node.id, insideMark(inside));
  }
  const stood = nodesById(seenInside(before, block).network.nodes);
  const places = seenInside(after, block).network.nodes.flatMap(({ id, position }) => {
    const was = stood.get(id)?.position;
    return was && (was.x !== position.x || was.y !== position.y) ? [[id, position] as const] : [];
  });
  return {
    marks,
    places: new Map(places),
    added: [...(own?.nodes.values() ?? [])].flatMap((difference) =>
      difference.type === 'added' ? [difference.after] : [],
    ),
    addedEdges: own?.addedEdges ?? [],
    removedEdges: new Set(own?.removedEdges.map(({ id }) => id)),
  };
}

const known = new WeakMap<ShownEdit, Map<string | null, SeenEdit>>();

/** An edit as the network at a path shows it; worked out once, however many nodes ask. */
export function seenEdit(edit: ShownEdit, path: readonly string[]): SeenEdit {
  const block = openedBlock(edit.before, path);
  const byBlock = known.get(edit) ?? new Map<string | null, SeenEdit>();
  known.set(edit, byBlock);
  const seen = byBlock.get(block) ?? seenIn(edit, block);
  byBlock.set(block, seen);
  return seen;
}

/** Reads from the edit that is shown, as the opened network shows it; undefined where none is. */
export const useSeenEdit = <Value>(read: (edit: SeenEdit) => Value): Value | undefined =>
  useShownEdit(({ edit }) => (edit ? read(seenEdit(edit, useOpened.getState().path)) : undefined));
