import type { Shape } from '../../catalogue/layer';
import type { Direction } from '../../catalogue/layers/recurrence';
import type { NamedRoute } from '../route';

/**
 * Where the channels of a sample stand: last as in the app, or first as PyTorch's convolutions want them. It makes no
 * difference to samples of one axis, which count as `last`.
 */
export type Layout = 'first' | 'last';

/** A module of the network: what makes it, and where the node's weights stand in it. */
export interface ModuleSource {
  /** An expression, for example `nn.Linear(2, 8)`. */
  readonly made: string;
  /** By the weight's name in the app. */
  readonly routes: Readonly<Record<string, NamedRoute>>;
  /** Tensors that only PyTorch has, and that stay zeros. */
  readonly zeros?: readonly { readonly tensor: string; readonly shape: Shape }[];
}

/** What a layer's writer knows of its node. */
export interface LayerSite {
  readonly values: Readonly<Record<string, unknown>>;
  readonly inputShapes: readonly Shape[];
  readonly outputShape: Shape;
  /** Of all inputs, as `wants` asked for it. */
  readonly layout: Layout;
  /** Positions of the features that an Input takes; null for all. */
  readonly columns: readonly number[] | null;
}

export interface LayerSource {
  /** Null where the layer is an expression of its inputs alone. */
  readonly module: ModuleSource | null;
  /** Files of `python/` whose definitions the source needs. */
  readonly definitions?: readonly string[];
  /** The expression of the output; `self` is the node's module, and inputs are expressions that bind tightly. */
  call(inputs: readonly string[], self: string): string;
  /** Of the output; the site's where not given. */
  readonly gives?: Layout;
  /** Of a recurrence: its ways along time, in the order of its module's. */
  readonly directions?: readonly Direction[];
}

/** How a layer of the catalogue is written in PyTorch. */
export interface LayerWriter {
  readonly kind: string;
  /** `any`: as its inputs come, or last where they differ. */
  readonly wants: Layout | 'any';
  write(site: LayerSite): LayerSource;
}

/** A writer whose values have a type. */
export const writerOf = <Values>(
  kind: string,
  wants: LayerWriter['wants'],
  write: (site: Omit<LayerSite, 'values'> & { readonly values: Values }) => LayerSource,
): LayerWriter => ({
  kind,
  wants,
  write: (site) => write(site as LayerSite & { readonly values: Values }),
});

/** `self.name(x)`: a module over its inputs. */
export const applied: LayerSource['call'] = (inputs, self) => `${self}(${inputs.join(', ')})`;

/** The axis of the channels in a batch. */
export const channelAxis = (layout: Layout): number => (layout === 'first' ? 1 : -1);
