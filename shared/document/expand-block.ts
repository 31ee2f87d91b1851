import { type Result, succeed } from '../result';
import { removeBlock } from './block-edits';
import { type BlockRefusal, refuse } from './block-refusals';
import {
  BLOCK_INPUT,
  BLOCK_OUTPUT,
  blocksById,
  definitionOf,
  editInside,
  inputsOf,
  isInstanceOf,
  isRecursive,
  PATH_SEPARATOR,
  seenInside,
} from './blocks';
import { extent } from './extent';
import { MAX_BLOCKS, MAX_EDGES, MAX_NODES } from './limits';
import { nextName } from './names';
import type {
  BlockDefinition,
  BlockSetting,
  JsonValue,
  Network,
  NetworkEdge,
  NetworkNode,
  ProjectDocument,
} from './schema';
import { withOwner } from './sharing';

/** Sets what an instance sets of the nodes inside. */
function withSettings(node: NetworkNode, definition: BlockDefinition, instance: NetworkNode) {
  const set: Record<string, JsonValue> = {};
  for (const { name, targets } of definition.settings) {
    if (!Object.hasOwn(instance.parameters, name)) continue;
    for (const target of targets) {
      if (target.node === node.id) set[target.parameter] = instance.parameters[name];
    }
  }
  return { ...node, parameters: { ...node.parameters, ...set } };
}

/**
 * Puts the nodes of an instance in its place, one level: ids become paths, so that the network goes on to draw the
 * same random numbers and trains as before. Refused where the instance shares its weights.
 */
export function expandBlock(
  document: ProjectDocument,
  id: string,
): Result<ProjectDocument, BlockRefusal> {
  const { network } = document;
  const instance = network.nodes.find((node) => node.id === id);
  const definition = instance && definitionOf(document.blocks, instance);
  if (!instance || !definition) return refuse('nothing');
  const sharing =
    instance.weightsOf !== undefined || network.nodes.some(({ weightsOf }) => weightsOf === id);
  if (sharing) return refuse('shared', { node: instance.name || id });
  const inside = definition.network;
  const count = network.nodes.length + inside.nodes.length;
  if (count > MAX_NODES || network.edges.length + inside.edges.length > MAX_EDGES) {
    return refuse('full', { blocks: MAX_BLOCKS, nodes: MAX_NODES });
  }
  const path = (inner: string) => `${id}${PATH_SEPARATOR}${inner}`;
  const names = new Set(network.nodes.map(({ name }) => name));
  const ports = new Set([BLOCK_INPUT, BLOCK_OUTPUT]);
  const layers = inside.nodes.filter(({ kind }) => !ports.has(kind));
  const { x, y } = layers.length > 0 ? extent(layers) : { x: 0, y: 0 };
  const placed = layers.map((node) => {
    const name = names.has(node.name) ? nextName(node.name.replace(/ \d+$/, ''), names) : node.name;
    names.add(name);
    const position = {
      x: instance.position.x + node.position.x - x,
      y: instance.position.y + node.position.y - y,
    };
    const owner = node.weightsOf === undefined ? null : path(node.weightsOf);
    return withOwner(
      { ...withSettings(node, definition, instance), id: path(node.id), name, position },
      owner,
    );
  });
  return succeed({
    ...document,
    network: {
      ...network,
      nodes: network.nodes.flatMap((node) => (node === instance ? placed : [node])),
      edges: edgesExpanded(network, instance, inside, path),
    },
  });
}

function edgesExpanded(
  { edges }: Network,
  instance: NetworkNode,
  inside: Network,
  path: (inner: string) => string,
): NetworkEdge[] {
  const feeds = edges.filter(({ target }) => target === instance.id).map(({ source }) => source);
  const feedOf = new Map(inputsOf(inside).map(({ id }, index) => [id, feeds[index] ?? null]));
  const outputs = new Set(
    inside.nodes.filter(({ kind }) => kind === BLOCK_OUTPUT).map(({ id }) => id),
  );
  // What stands outside or inside: an input of the block leads on to what feeds it.
  const sourceOf = (inner: string): string | null =>
    feedOf.has(inner) ? (feedOf.get(inner) ?? null) : path(inner);
  const outlet = inside.edges.find(({ target }) => outputs.has(target))?.source;
  const output = outlet === undefined ? null : sourceOf(outlet);
  const inner = inside.edges.flatMap((edge): NetworkEdge[] => {
    const source = sourceOf(edge.source);
    if (outputs.has(edge.target) || source === null) return [];
    return [{ ...edge, id: path(edge.id), source, target: path(edge.target) }];
  });
  const outer = edges.flatMap((edge): NetworkEdge[] => {
    if (edge.target === instance.id) return [];
    if (edge.source !== instance.id) return [edge];
    return output === null ? [] : [{ ...edge, source: output }];
  });
  return [...outer, ...inner];
}

/** What a setting of the block around set of the instance, it sets of the layers that the instance was. */
function settingsExpanded(
  settings: readonly BlockSetting[],
  instance: NetworkNode,
  definition: BlockDefinition,
): BlockSetting[] {
  return settings.map((setting) => ({
    ...setting,
    targets: setting.targets.flatMap((target) => {
      if (target.node !== instance.id) return [target];
      const inner = definition.settings.find(({ name }) => name === target.parameter);
      return (inner?.targets ?? []).map(({ node, parameter }) => ({
        node: instance.id + PATH_SEPARATOR + node,
        parameter,
      }));
    }),
  }));
}

/** `expandBlock` within the network of a block (null: the document's own), whose settings go on to set what they did. */
export function expandInside(
  document: ProjectDocument,
  block: string | null,
  id: string,
): Result<ProjectDocument, BlockRefusal> {
  const seen = seenInside(document, block);
  const expanded = expandBlock(seen, id);
  const instance = seen.network.nodes.find((node) => node.id === id);
  const definition = instance && definitionOf(document.blocks, instance);
  if (!expanded.ok || !instance || !definition) return expanded;
  const blocks = expanded.value.blocks.map((each) =>
    each.id === block
      ? { ...each, settings: settingsExpanded(each.settings, instance, definition) }
      : each,
  );
  return succeed(editInside(document, block, () => ({ ...expanded.value, blocks })));
}

/**
 * Removes a definition; every instance of it, in any network, is expanded in its place first, so that the document
 * goes on to mean what it meant. Refused, in words, where an instance cannot be expanded.
 */
export function dissolveBlock(
  document: ProjectDocument,
  id: string,
): Result<ProjectDocument, BlockRefusal> {
  if (isRecursive(document.blocks, id)) {
    return refuse('recursive', { block: blocksById(document.blocks).get(id)?.name ?? id });
  }
  let next = document;
  for (const block of [null, ...document.blocks.map((each) => each.id)]) {
    for (;;) {
      const { nodes } = seenInside(next, block).network;
      const instance = block === id ? undefined : nodes.find((node) => isInstanceOf(node, id));
      if (!instance) break;
      const expanded = expandInside(next, block, instance.id);
      if (!expanded.ok) return expanded;
      next = expanded.value;
    }
  }
  return succeed(removeBlock(next, id));
}
