import { CHOICE_CATALOGUES, checkChoice, isChoice } from '../../../shared/catalogue/catalogues';
import { LAYERS } from '../../../shared/catalogue/layers';
import { checkParameters, type ParameterTable } from '../../../shared/catalogue/parameter';
import { penaltyOf } from '../../../shared/catalogue/penalty';
import type {
  Choice,
  JsonValue,
  Parameters,
  ProjectDocument,
} from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import type { NodeAnalysis } from '../../../shared/graph/analysis';
import { INITIALIZER_STAND_INS } from '../../../shared/interop/keras/initializers';
import type { WeightRecord } from '../../../shared/telemetry/protocol';

/**
 * A network without what another tool's format does not hold: ids, names, places, blocks (which are expanded), the
 * columns that an Input takes, settings that do nothing where they stand, and penalties apart from those of the whole
 * training. Initializers that the tool lacks are what stands in for them. What is compared: kinds, every other
 * parameter, connections in their order, and whose weights a layer takes.
 */
export interface BareNode {
  readonly kind: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly penalty: { readonly l1: number; readonly l2: number };
  readonly sources: readonly number[];
  readonly weightsOf: number | null;
}

function bareChoice(catalogue: keyof typeof CHOICE_CATALOGUES, choice: Choice): unknown {
  const meant =
    catalogue === 'initializer' ? (INITIALIZER_STAND_INS[choice.kind] ?? choice) : choice;
  const checked = checkChoice(CHOICE_CATALOGUES[catalogue] as never, meant);
  return { kind: meant.kind, values: 'values' in checked ? checked.values : {} };
}

function bareParameters(table: ParameterTable, given: Parameters): Record<string, unknown> {
  const { values } = checkParameters(table, given) as { values: Record<string, JsonValue> };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const parameter = table[name];
      if (name === 'columns' || parameter.visibleWhen?.(values) === false) return [];
      const isNested = parameter.type === 'choice' && isChoice(value);
      return [[name, isNested ? bareChoice(parameter.catalogue, value) : value]];
    }),
  );
}

/** A flattening of one row, which TensorFlow.js refuses, is the shape that is there already. */
function flattened(node: NodeAnalysis): Pick<BareNode, 'kind' | 'parameters'> | null {
  const [shape] = node.inputShapes;
  if (node.node.kind !== 'flatten' || shape?.length !== 1) return null;
  return { kind: 'reshape', parameters: { shape } };
}

/** The nodes that the Output needs, numbered on the way back from it. */
export function bareNetwork(document: ProjectDocument, { isTfjs = false } = {}) {
  const { nodes, order } = analyse(document);
  const output = order.find((id) => nodes.get(id)?.node.kind === 'output') as string;
  const numbers = new Map<string, number>();
  const number = (id: string): void => {
    if (numbers.has(id)) return;
    numbers.set(id, numbers.size);
    for (const source of nodes.get(id)?.sources ?? []) number(source);
  };
  number(output);
  const { l1, l2 } = document.training;
  const bare = [...numbers.keys()].map((id): BareNode => {
    const known = nodes.get(id) as NodeAnalysis;
    const table = LAYERS.find(known.node.kind)?.parameters ?? {};
    const own = penaltyOf(known.node.parameters);
    const hasKernels = known.weights.some(
      ({ name, shape }) => shape.length > 1 && name !== 'slope' && known.node.kind !== 'constant',
    );
    const isOwner = known.weightsOf === null || !numbers.has(known.weightsOf);
    return {
      kind: known.node.kind,
      parameters: bareParameters(table, known.node.parameters),
      ...(isTfjs ? flattened(known) : null),
      penalty: hasKernels && isOwner ? { l1: own.l1 + l1, l2: own.l2 + l2 } : { l1: 0, l2: 0 },
      sources: known.sources.map((source) => numbers.get(source) as number),
      weightsOf: known.weightsOf === null ? null : (numbers.get(known.weightsOf) ?? null),
    };
  });
  return { bare, numbers };
}

/** Weights by the number of their node: those of nodes that lead to the Output. */
export const bareWeights = (
  numbers: ReadonlyMap<string, number>,
  weights: readonly WeightRecord[],
): readonly (readonly [string, readonly number[]])[] =>
  weights
    .flatMap(({ node, name, values }) =>
      numbers.has(node) ? [[`${numbers.get(node)} ${name}`, [...values]] as const] : [],
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
