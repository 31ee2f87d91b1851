import type { Choice } from '../document/schema';
import type { Result } from '../result';
import type { ProblemSeed } from '../text/problems';
import type { DataShape } from './dataset';
import type { ParameterTable, ValuesOf } from './parameter';
import type { CatalogueEntry } from './registry';

/** The shape of one sample: no batch axis. A scalar per sample is `[1]`. */
export type Shape = readonly number[];

export const LAYER_GROUPS = [
  'data',
  'core',
  'convolution',
  'pooling',
  'recurrent',
  'attention',
  'normalization',
  'regularization',
  'shape',
  'merge',
  'block',
] as const;
export type LayerGroup = (typeof LAYER_GROUPS)[number];

/** One tensor that a layer owns. */
export interface WeightSpec {
  /** tfjs and Keras's own name: `kernel`, `bias`, `gamma`, `beta`, `movingMean`, `movingVariance`. */
  readonly name: string;
  readonly shape: Shape;
  readonly trainable: boolean;
  readonly initializer: Choice;
  /** Inputs that one output of this weight sums, and outputs that one input feeds (He 2015, Glorot 2010). */
  readonly fanIn: number;
  readonly fanOut: number;
  /**
   * Initializers of equal blocks of columns that are drawn apart, one a gate, each with the fans above: a recurrence
   * keeps the kernels of its gates side by side, and each gate sums as many inputs as if it stood alone.
   */
  readonly blocks?: readonly Choice[];
  /** Axes whose indices say which output a number belongs to, ascending; the last one alone by default. */
  readonly filterAxes?: readonly number[];
}

/** What a shape rule may look at beside its inputs. */
export interface ShapeContext {
  readonly data: DataShape;
}

/**
 * What a network can be made of, without tfjs: parameters, shape rule, sizes. How it computes stands in the
 * engine's file of the same name.
 */
export interface LayerDefinition<Table extends ParameterTable = ParameterTable>
  extends CatalogueEntry {
  readonly parameters: Table;
  readonly group: LayerGroup;
  /** Name of a Lucide icon. */
  readonly icon: string;
  /** How many edges come in: none (Input, Constant), exactly one, at least one, or at least two (merging layers). */
  readonly inputs: 'none' | 'one' | 'some' | 'many';
  readonly hasOutput: boolean;
  /** Output shape of one sample, or what is wrong. Input shapes are known and their count fits `inputs`. */
  shape(
    inputs: readonly Shape[],
    values: ValuesOf<Table>,
    context: ShapeContext,
  ): Result<Shape, ProblemSeed>;
  /** Weights, given shapes that the rule above accepted. */
  weights(inputs: readonly Shape[], values: ValuesOf<Table>): readonly WeightSpec[];
  /** Numbers of one sample that training keeps beside the output: what every time step leaves for the way back. */
  workspace?(inputs: readonly Shape[], output: Shape, values: ValuesOf<Table>): number;
  /** Floating-point operations of one forward pass of one sample; a multiply-add counts as two. */
  flops(inputs: readonly Shape[], output: Shape, values: ValuesOf<Table>): number;
  /** The node's parameters in one line, for example `100 · ReLU · He normal`. */
  headline(values: ValuesOf<Table>): readonly HeadlinePart[];
}

/** A part of a node's headline: a plain text or a catalogue entry, named in the reader's language. */
export type HeadlinePart =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'entry';
      readonly catalogue: 'initializer' | 'activation';
      readonly kind: string;
    };

/** Gives a definition its parameter types, then widens it for the registry. */
export function defineLayer<const Table extends ParameterTable>(
  definition: LayerDefinition<Table>,
): LayerDefinition {
  return definition as unknown as LayerDefinition;
}

/** Number of elements of a shape. */
export const sizeOf = (shape: Shape): number => shape.reduce((size, axis) => size * axis, 1);
