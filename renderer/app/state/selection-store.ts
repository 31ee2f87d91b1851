import { create } from 'zustand';

/** What is selected on the canvas; kept out of the document, so that selecting is never an undo step. */
export interface Selection {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
  readonly comments: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

export const useSelection = create<Selection>(() => ({
  nodes: NOTHING,
  edges: NOTHING,
  comments: NOTHING,
}));

export function select(selection: {
  readonly nodes?: Iterable<string>;
  readonly edges?: Iterable<string>;
  readonly comments?: Iterable<string>;
}): void {
  useSelection.setState({
    nodes: new Set(selection.nodes),
    edges: new Set(selection.edges),
    comments: new Set(selection.comments),
  });
}

export const selectNode = (node: string): void => select({ nodes: [node] });
