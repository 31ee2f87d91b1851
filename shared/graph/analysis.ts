import type { DataShape } from '../catalogue/dataset';
import type { LayerDefinition, Shape, WeightSpec } from '../catalogue/layer';
import type { BlockDefinition, Choice, NetworkNode } from '../document/schema';
import type { Problem } from '../text/problems';

/** What one node means. Values are checked; where a parameter was faulty its default stands in and a problem says so. */
export interface NodeAnalysis {
  readonly node: NetworkNode;
  /** Undefined for a kind that the catalogue does not know. */
  readonly definition: LayerDefinition | undefined;
  readonly values: Readonly<Record<string, unknown>>;
  /** Sources in the order of the document's edges. */
  readonly sources: readonly string[];
  /** Null where a source's shape is not known. */
  readonly inputShapes: readonly (Shape | null)[];
  readonly outputShape: Shape | null;
  /** What it computes with: its own weights, or those of their owner. */
  readonly weights: readonly WeightSpec[];
  /** The node whose weights it computes with; null where they are its own. */
  readonly weightsOf: string | null;
  /** The activation that this node applies last, if it has one. */
  readonly activation: Choice | null;
  /** Of its own weights: shared ones count at their owner. */
  readonly parameterCount: number;
  readonly trainableCount: number;
  /** Numbers of one sample that training keeps beside the output. */
  readonly workspace: number;
  /** One forward pass of one sample. */
  readonly flops: number;
  readonly problems: readonly Problem[];
}

/** What an instance of a block means: sums over what lies inside. */
export interface BlockAnalysis extends NodeAnalysis {
  readonly block: BlockDefinition;
  /** The layer inside whose output it gives; null where there is none. */
  readonly output: string | null;
  /** Ids of the layers inside, at any depth. */
  readonly inside: readonly string[];
  /** What is wrong inside, beside its own problems. */
  readonly problemsInside: readonly Problem[];
}

export interface EdgeAnalysis {
  readonly shape: Shape | null;
  readonly problems: readonly Problem[];
}

/** What a document means: made anew, purely, on every edit. */
export interface Analysis {
  readonly data: DataShape;
  /** Node ids so that every source stands before its targets; nodes on a cycle are missing. */
  readonly order: readonly string[];
  /** The layers, with all blocks expanded: ids inside of blocks are paths. */
  readonly nodes: ReadonlyMap<string, NodeAnalysis>;
  /** The instances of blocks, and the ends of their networks, by path. */
  readonly blocks: ReadonlyMap<string, BlockAnalysis>;
  readonly ports: ReadonlyMap<string, NodeAnalysis>;
  /** The connections of every level, by path. */
  readonly edges: ReadonlyMap<string, EdgeAnalysis>;
  readonly totals: {
    readonly parameters: number;
    readonly trainable: number;
    readonly flops: number;
    /** Estimated bytes while training: weights, gradients, optimizer slots and activations × batch. */
    readonly trainingBytes: number;
  };
  /** All of them, errors first, in the order of the canvas. */
  readonly problems: readonly Problem[];
  /** True when no problem is an error. */
  readonly trainable: boolean;
}
