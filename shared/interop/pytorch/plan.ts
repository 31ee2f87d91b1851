import { ACTIVATIONS } from '../../catalogue/activations';
import { valuesOfChoice } from '../../catalogue/catalogues';
import { inputColumns } from '../../catalogue/feature-columns';
import type { Shape, WeightSpec } from '../../catalogue/layer';
import type { Direction } from '../../catalogue/layers/recurrence';
import { type Penalty, penaltyOf } from '../../catalogue/penalty';
import { PATH_SEPARATOR } from '../../document/blocks';
import type { Analysis, NodeAnalysis } from '../../graph/analysis';
import { nameOfNode } from '../../graph/name-of-node';
import { neededNodes } from '../../graph/needed-nodes';
import { type Result, succeed } from '../../result';
import type { ExchangeFailure } from '../exchange';
import type { NamedRoute } from '../route';
import { type WrittenActivation, writeActivation } from './activations';
import { refuse } from './failures';
import type { LayerSource, Layout, ModuleSource } from './layer';
import { LAYER_WRITERS } from './layers';
import { Names } from './names';

/** A module that a node uses: of its own, or the very one of the node whose weights it shares. */
export interface PlannedModule {
  readonly attribute: string;
  readonly source: ModuleSource;
  /** The attribute of the module whose tensors it takes, where it needs other settings; null otherwise. */
  readonly tiedTo: string | null;
  /** False where another node makes it. */
  readonly isOwn: boolean;
}

/** A weight of the app and the tensor of the network that holds it. */
export interface PlannedWeight {
  /** Owner's id and name. */
  readonly node: string;
  readonly nodeName: string;
  readonly spec: WeightSpec;
  readonly route: NamedRoute;
  /** Name in the network's state, for example `hidden_1.weight`. */
  readonly tensor: string;
  /** Of the owner's own kernels, beside those for all. */
  readonly penalty: Penalty;
}

/** A node as the source has it. */
export interface PlannedNode {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly identifier: string;
  /** Name of the block instance that it lies in; null outside of blocks. */
  readonly block: string | null;
  readonly source: LayerSource;
  readonly module: PlannedModule | null;
  /** Names of the weights that it computes with. */
  readonly weightNames: readonly string[];
  readonly activation: (WrittenActivation & { readonly planned: PlannedModule }) | null;
  readonly inputs: readonly { readonly id: string; readonly as: Layout }[];
  /** Of its output. */
  readonly layout: Layout;
  readonly shape: Shape;
  readonly saturation: { readonly below: number | null; readonly above: number | null };
  readonly canDie: boolean;
  /** Telemetry measures it: it computes, and is neither data nor the Output. */
  readonly isMeasured: boolean;
  /** Of a recurrence: its ways along time. */
  readonly directions: readonly Direction[];
}

export interface NetworkPlan {
  /** From data to Output. */
  readonly nodes: readonly PlannedNode[];
  readonly weights: readonly PlannedWeight[];
  /** Tensors that stay zeros, by name in the network's state. */
  readonly zeros: readonly { readonly tensor: string; readonly shape: Shape }[];
}

const ACTIVATION_ENDING = '_activation';
/** Of a module that computes nothing, whose output is what a node gives before its activation. */
export const OUTPUT_ENDING = '_output';

const layoutFor = (layout: Layout, shape: Shape): Layout => (shape.length > 1 ? layout : 'last');

function saturationOf({ activation }: NodeAnalysis) {
  if (!activation) return { saturation: { below: null, above: null }, canDie: false };
  const definition = ACTIVATIONS.get(activation.kind);
  const values = valuesOfChoice(ACTIVATIONS, activation) as never;
  return { saturation: definition.saturation(values), canDie: definition.canDie };
}

class Planner {
  private readonly names = new Names();
  private readonly planned = new Map<string, PlannedNode>();
  private readonly identifiers: ReadonlyMap<string, string>;

  constructor(
    private readonly analysis: Analysis,
    order: readonly NodeAnalysis[],
  ) {
    this.identifiers = new Map(
      order.map(({ node }) => [
        node.id,
        this.names.take(nameOfNode(node), node.kind, [ACTIVATION_ENDING, OUTPUT_ENDING]),
      ]),
    );
  }

  /** By its path: what stands before the last separator is the instance. */
  private blockOf(id: string): string | null {
    const end = id.lastIndexOf(PATH_SEPARATOR);
    return this.analysis.blocks.get(id.slice(0, Math.max(0, end)))?.node.name ?? null;
  }

  /** `first` is the node that makes the modules of weights that this one shares; null for the first itself. */
  plan(known: NodeAnalysis, first: PlannedNode | null): PlannedNode | null {
    const { node, values, sources, activation } = known;
    const writer = LAYER_WRITERS.get(node.kind);
    if (!writer) return null;
    const outputShape = known.outputShape as Shape;
    const inputShapes = known.inputShapes as readonly Shape[];
    const arriving = sources.map((id) => this.planned.get(id)?.layout ?? 'last');
    const isAlike = arriving.every((layout) => layout === arriving[0]);
    const usual = isAlike ? (arriving[0] ?? 'last') : 'last';
    const wanted = writer.wants === 'any' ? usual : writer.wants;
    const columns = inputColumns(node.kind, values, this.analysis.data.featureNames);
    const layout = layoutFor(wanted, inputShapes[0] ?? outputShape);
    const source = writer.write({ values, inputShapes, outputShape, layout, columns });
    const gives = layoutFor(source.gives ?? layout, outputShape);
    const units = outputShape[outputShape.length - 1];
    const site = { layout: gives, units, axes: outputShape.length };
    const written = writeActivation(activation, site);
    const identifier = this.identifiers.get(node.id) as string;
    const module = source.module && moduleOf(identifier, source.module, first?.module ?? null);
    const stage =
      written &&
      moduleOf(
        `${identifier}${ACTIVATION_ENDING}`,
        written.module,
        hasSlope(known) ? (first?.activation?.planned ?? null) : null,
      );
    const made: PlannedNode = {
      id: node.id,
      name: nameOfNode(node),
      kind: node.kind,
      identifier,
      block: this.blockOf(node.id),
      source,
      module,
      weightNames: known.weights.map(({ name }) => name),
      activation: written && stage && { ...written, planned: stage },
      inputs: sources.map((id, index) => ({ id, as: layoutFor(wanted, inputShapes[index]) })),
      layout: gives,
      shape: outputShape,
      isMeasured: known.definition?.inputs !== 'none' && node.kind !== 'output',
      directions: source.directions ?? [],
      ...saturationOf(known),
    };
    this.planned.set(node.id, made);
    return made;
  }
}

const hasSlope = ({ activation }: NodeAnalysis): boolean =>
  activation !== null && ACTIVATIONS.get(activation.kind).weights !== undefined;

/** The first's very module where the two are made alike; else one of its own that takes the first's tensors. */
function moduleOf(
  attribute: string,
  source: ModuleSource,
  first: PlannedModule | null,
): PlannedModule {
  if (!first) return { attribute, source, tiedTo: null, isOwn: true };
  if (first.source.made === source.made) return { ...first, isOwn: false };
  return { attribute, source, tiedTo: first.attribute, isOwn: true };
}

const routesOf = ({
  module,
  activation,
}: PlannedNode): ReadonlyMap<string, readonly [string, NamedRoute]> =>
  new Map(
    [module, activation?.planned ?? null].flatMap((one) =>
      Object.entries(one?.source.routes ?? {}).map(([name, route]) => [
        name,
        [(one as PlannedModule).attribute, route] as const,
      ]),
    ),
  );

/** The weights of an owner, at the tensors of the node that makes them. */
function weightsOf(
  maker: PlannedNode,
  { node, weights }: NodeAnalysis,
  penalty: Penalty,
): readonly PlannedWeight[] {
  const routes = routesOf(maker);
  return weights.map((spec) => {
    const found = routes.get(spec.name);
    if (!found)
      throw new Error(`no place for the weight ${spec.name} of a layer of kind ${node.kind}`);
    const [attribute, route] = found;
    const tensor = `${attribute}.${route.tensor}`;
    return { node: node.id, nodeName: nameOfNode(node), spec, route, tensor, penalty };
  });
}

const NO_PENALTY: Penalty = { l1: 0, l2: 0 };

/**
 * What the source of a network consists of: identifiers, modules, and where each weight goes. The analysis must be free
 * of errors; a layer that cannot be written is named.
 */
export function planNetwork(analysis: Analysis): Result<NetworkPlan, ExchangeFailure> {
  const order = neededNodes(analysis);
  const planner = new Planner(analysis, order);
  const nodes: PlannedNode[] = [];
  /** By owner: the first node that computes with its weights, which makes the module. */
  const makers = new Map<string, PlannedNode>();
  for (const known of order) {
    const owner = known.weightsOf ?? known.node.id;
    const made = planner.plan(known, makers.get(owner) ?? null);
    if (!made) return refuse('layer', { node: nameOfNode(known.node), kind: known.node.kind });
    nodes.push(made);
    if (!makers.has(owner)) makers.set(owner, made);
  }
  const isUsed = new Set(order.map(({ node }) => node.id));
  const weights = [...makers].flatMap(([id, maker]) => {
    const owner = analysis.nodes.get(id) as NodeAnalysis;
    // As the app's: an owner that does not lead to the Output has weights, but no penalty of its own.
    const penalty = isUsed.has(id) ? penaltyOf(owner.node.parameters) : NO_PENALTY;
    return weightsOf(maker, owner, penalty);
  });
  const zeros = nodes.flatMap(({ module }) =>
    module?.isOwn && !module.tiedTo
      ? (module.source.zeros ?? []).map(({ tensor, shape }) => ({
          tensor: `${module.attribute}.${tensor}`,
          shape,
        }))
      : [],
  );
  return succeed({ nodes, weights, zeros });
}
