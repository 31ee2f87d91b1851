import { LAYERS } from '../../catalogue/layers';
import { sameJson } from '../../document/json';
import type { Network, Parameters, ProjectDocument } from '../../document/schema';
import type { NodeChange, RemedyContext } from '../remedy';

/** Separates the ids of instances in the path of a layer inside of blocks. */
const PATH_SEPARATOR = '/';

const changed = (network: Network, ids: ReadonlySet<string>, change: NodeChange): Network => {
  let isChanged = false;
  const nodes = network.nodes.map((node) => {
    const next = ids.has(node.id) ? change(node) : node;
    if (next !== node) isChanged = true;
    return next;
  });
  return isChanged ? { ...network, nodes } : network;
};

/** The definition that a path of instances leads to; null for the document's own network, undefined where it is lost. */
function definitionAt(
  document: ProjectDocument,
  path: readonly string[],
): string | null | undefined {
  let network: Network | undefined = document.network;
  let definition: string | null = null;
  for (const step of path) {
    const found: string | undefined = network?.nodes.find(({ id }) => id === step)?.block;
    if (found === undefined) return undefined;
    definition = found;
    network = document.blocks.find(({ id }) => id === found)?.network;
  }
  return definition;
}

/**
 * Changes layers by the ids of the analysis. Inside of a block it is the definition that changes, and so all of its
 * instances. What nothing changes in stays the same object.
 */
export function changeLayers(
  document: ProjectDocument,
  ids: readonly string[],
  change: NodeChange,
): ProjectDocument {
  const byDefinition = new Map<string | null, Set<string>>();
  for (const id of ids) {
    const path = id.split(PATH_SEPARATOR);
    const definition = definitionAt(document, path.slice(0, -1));
    if (definition === undefined) continue;
    const own = byDefinition.get(definition) ?? new Set<string>();
    byDefinition.set(definition, own.add(path[path.length - 1]));
  }
  let next = document;
  for (const [definition, own] of byDefinition) {
    if (definition === null) {
      const network = changed(next.network, own, change);
      if (network !== next.network) next = { ...next, network };
      continue;
    }
    const blocks = next.blocks.map((block) => {
      const network = block.id === definition ? changed(block.network, own, change) : block.network;
      return network === block.network ? block : { ...block, network };
    });
    if (blocks.some((block, index) => block !== next.blocks[index])) next = { ...next, blocks };
  }
  return next;
}

/** Lays parameters over layers that have them; what a layer does not have is left out. */
export const setLayers = (
  document: ProjectDocument,
  ids: readonly string[],
  parametersOf: (node: Parameters, kind: string) => Parameters,
): ProjectDocument =>
  changeLayers(document, ids, (node) => {
    const table = LAYERS.find(node.kind)?.parameters ?? {};
    const wanted = Object.entries(parametersOf(node.parameters, node.kind)).filter(([name]) =>
      Object.hasOwn(table, name),
    );
    const parameters = { ...node.parameters, ...Object.fromEntries(wanted) };
    return sameJson(parameters, node.parameters) ? node : { ...node, parameters };
  });

/** All layers with weights but the last one, which makes the answer. */
export function hiddenLayers({ analysis }: RemedyContext): readonly string[] {
  const weighted = analysis.order.filter((id) =>
    analysis.nodes.get(id)?.weights.some(({ name }) => name === 'kernel'),
  );
  return weighted.slice(0, -1);
}

/** The layers that a finding concerns, or else all hidden ones. */
export const layersOf = (context: RemedyContext): readonly string[] =>
  context.finding.nodes.length > 0 ? context.finding.nodes : hiddenLayers(context);

/** The last layer with weights. */
export function headLayer({ analysis }: RemedyContext): string | null {
  const weighted = analysis.order.filter((id) =>
    analysis.nodes.get(id)?.weights.some(({ name }) => name === 'kernel'),
  );
  return weighted.at(-1) ?? null;
}
