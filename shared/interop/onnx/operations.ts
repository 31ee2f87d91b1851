import type { Shape } from '../../catalogue/layer';
import type { Layout } from '../pytorch/layer';
import type { Route } from '../route';
import type { Draft } from './messages';

/** An attribute of an operator: one field of `AttributeProto`. */
export type AttributeValue = Pick<
  Draft<'Attribute'>,
  'float' | 'integer' | 'text' | 'floats' | 'integers' | 'texts'
>;
export type Attributes = Readonly<Record<string, AttributeValue>>;

export const integer = (value: number): AttributeValue => ({ integer: value });
export const integers = (values: readonly number[]): AttributeValue => ({ integers: values });
export const float = (value: number): AttributeValue => ({ float: value });
export const word = (value: string): AttributeValue => ({ text: value });

/** A piece of an initializer: one of the node's weights, or zeros where the app has none. */
export type Part = { readonly weight: string; readonly route: Route } | { readonly zeros: number };

/**
 * What a layer's writer can say. A writer is run in two ways: to write a network, where each call adds to the graph,
 * and along the nodes of a file, to find out whether they are what it would have written.
 */
export interface Operations {
  /** The graph's own input. */
  features(): string;
  /** An input of the layer, with its channels where they are wanted. */
  input(index: number, layout: Layout): string;
  /** An operator with one output. An input named '' is not given. */
  op(operator: string, inputs: readonly string[], attributes?: Attributes): string;
  /** An operator with several outputs, of which the one at `position` alone is used. */
  opOutput(
    operator: string,
    inputs: readonly string[],
    attributes: Attributes,
    position: number,
  ): string;
  /** An initializer that holds weights of the node, piece behind piece. */
  weights(parts: readonly Part[], shape: Shape): string;
  /** Initializers of fixed numbers; a scalar has the shape []. */
  floats(values: readonly number[], shape?: Shape): string;
  integers(values: readonly number[], shape?: Shape): string;
}

/** One weight as an initializer of its own. `shape` is that of the initializer. */
export const weightOf = (ops: Operations, weight: string, shape: Shape, route: Route = {}) =>
  ops.weights([{ weight, route }], shape);

/** What a layer's writer knows of its node; as in the app, shapes have no batch axis and channels stand last. */
export interface LayerSite<Values = Readonly<Record<string, unknown>>> {
  readonly values: Values;
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  /** Of all inputs and of the output, as `wants` asked for it; `last` for a sample of one axis. */
  readonly layout: Layout;
  /** Positions of the features that an Input takes; null for all. */
  readonly columns: readonly number[] | null;
}

/** How a layer of the catalogue is written as ONNX: the name of its output. */
export interface LayerWriter {
  readonly kind: string;
  /** `any`: as its inputs come, or last where they differ. */
  readonly wants: Layout | 'any';
  write(ops: Operations, site: LayerSite): string;
}

/** A writer whose values have a type. */
export const writerOf = <Values>(
  kind: string,
  wants: LayerWriter['wants'],
  write: (ops: Operations, site: LayerSite<Values>) => string,
): LayerWriter => ({
  kind,
  wants,
  write: (ops, site) => write(ops, site as LayerSite<Values>),
});

/** Samples of one axis have no other layout. */
export const layoutFor = (layout: Layout, shape: Shape): Layout =>
  shape.length > 1 ? layout : 'last';

/** A sample's shape as a layout has it. */
export const placed = (layout: Layout, shape: Shape): Shape =>
  layoutFor(layout, shape) === 'first' ? [shape[shape.length - 1], ...shape.slice(0, -1)] : shape;

/** The axis of the channels in a batch of samples of a shape. */
export const channelAxis = (layout: Layout, shape: Shape): number =>
  layoutFor(layout, shape) === 'first' ? 1 : shape.length;

/** A shape that numbers of one a channel take to meet a batch in that layout. */
export const channelShape = (layout: Layout, shape: Shape): Shape => [
  shape[shape.length - 1],
  ...(layoutFor(layout, shape) === 'first' ? shape.slice(1).map(() => 1) : []),
];

/** The same numbers in another shape; the batch's size is found from them. */
export const reshaped = (ops: Operations, x: string, shape: Shape): string =>
  ops.op('Reshape', [x, ops.integers([-1, ...shape])]);
