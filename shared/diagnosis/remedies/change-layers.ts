import { LAYERS } from '../../catalogue/layers';
import { hideSetting, isSetByInstances } from '../../document/block-settings';
import { editInside } from '../../document/blocks';
import { changeNodes } from '../../document/edits';
import { sameJson } from '../../document/json';
import type { NetworkNode, Parameters, ProjectDocument } from '../../document/schema';
import { weightNamed } from '../../theory/rule';
import type { RemedyContext } from '../remedy';
import { type DrawnLayer, drawnLayers, nodeAt } from './drawn-layers';

type NodeChange = (node: NetworkNode) => NetworkNode;

/** What instances of its block set of a layer would hide what was changed in it: they set it no longer. */
function withoutSettings(
  document: ProjectDocument,
  { block, id }: DrawnLayer,
  before: NetworkNode | undefined,
  after: NetworkNode | undefined,
): ProjectDocument {
  if (block === null || !before || !after || before === after) return document;
  return Object.keys(after.parameters)
    .filter((name) => !sameJson(after.parameters[name], before.parameters[name] ?? null))
    .map((parameter) => ({ node: id, parameter }))
    .filter((target) => isSetByInstances(document, block, target))
    .reduce((current, target) => hideSetting(current, block, target), document);
}

/**
 * Changes layers by the ids of the analysis. Inside of a block it is the definition that changes, and so all of its
 * instances, once. Where nothing changes, the document stays the same object.
 */
export const changeLayers = (
  document: ProjectDocument,
  ids: readonly string[],
  change: NodeChange,
): ProjectDocument =>
  drawnLayers(document, ids).reduce((current, layer) => {
    const { block, id } = layer;
    const next = editInside(current, block, (seen) =>
      changeNodes(seen, (node) => (node.id === id ? change(node) : node)),
    );
    return withoutSettings(next, layer, nodeAt(current, layer), nodeAt(next, layer));
  }, document);

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

type Analysed = Pick<RemedyContext, 'analysis'>;

/** Layers with a kernel, from input to output; the last of them makes the answer. */
export const weightedLayers = ({ analysis }: Analysed): readonly string[] =>
  analysis.order.filter((id) => {
    const node = analysis.nodes.get(id);
    return node && weightNamed(node, 'kernel');
  });

/** All of them but the last one. */
export const hiddenLayers = (context: Analysed): readonly string[] =>
  weightedLayers(context).slice(0, -1);

/** The last one; null in a network without any. */
export const headLayer = (context: Analysed): string | null =>
  weightedLayers(context).at(-1) ?? null;
