import { changeBlock } from './block-edits';
import { blocksById, isInstanceOf } from './blocks';
import { MAX_NAME_CHARACTERS } from './limits';
import {
  type BlockDefinition,
  type BlockSetting,
  blockSchema,
  type JsonValue,
  type Network,
  type Parameters,
  type ProjectDocument,
} from './schema';

/** Exposes a parameter of a node inside under a name; one name may set several parameters at once. */
export function exposeSetting(
  document: ProjectDocument,
  id: string,
  name: string,
  target: { readonly node: string; readonly parameter: string },
): ProjectDocument {
  return changeBlock(document, id, (block) => {
    const trimmed = name.trim().slice(0, MAX_NAME_CHARACTERS);
    const known = block.settings.find((setting) => setting.name === trimmed);
    const isThere = known?.targets.some(
      ({ node, parameter }) => node === target.node && parameter === target.parameter,
    );
    if (trimmed === '' || isThere) return block;
    const next = { name: trimmed, targets: [...(known?.targets ?? []), { ...target }] };
    const settings = known
      ? block.settings.map((setting) => (setting === known ? next : setting))
      : [...block.settings, next];
    const changed = { ...block, settings };
    return blockSchema.safeParse(changed).success ? changed : block;
  });
}

/** Hides a parameter again, under whatever name it was exposed. */
export function hideSetting(
  document: ProjectDocument,
  id: string,
  target: { readonly node: string; readonly parameter: string },
): ProjectDocument {
  return changeBlock(document, id, (block) => {
    const settings = block.settings.flatMap((setting) => {
      const targets = setting.targets.filter(
        ({ node, parameter }) => node !== target.node || parameter !== target.parameter,
      );
      if (targets.length === setting.targets.length) return [setting];
      return targets.length === 0 ? [] : [{ ...setting, targets }];
    });
    const isSame =
      settings.length === block.settings.length &&
      settings.every((setting, index) => setting === block.settings[index]);
    return isSame ? block : { ...block, settings };
  });
}

/** Whether an instance sets a parameter of a node inside, or a block around lets its own instances set it. */
export function isSetByInstances(
  { network, blocks }: ProjectDocument,
  id: string,
  target: { readonly node: string; readonly parameter: string },
): boolean {
  const names = (blocksById(blocks).get(id)?.settings ?? [])
    .filter(({ targets }) =>
      targets.some(({ node, parameter }) => node === target.node && parameter === target.parameter),
    )
    .map(({ name }) => name);
  const isSetIn = ({ nodes }: Network): boolean =>
    nodes.some(
      (node) =>
        isInstanceOf(node, id) && names.some((name) => Object.hasOwn(node.parameters, name)),
    );
  const isExposedBy = (outer: BlockDefinition): boolean => {
    const instances = new Set(
      outer.network.nodes.filter((node) => isInstanceOf(node, id)).map((node) => node.id),
    );
    return outer.settings.some(({ targets }) =>
      targets.some(({ node, parameter }) => instances.has(node) && names.includes(parameter)),
    );
  };
  return isSetIn(network) || blocks.some((outer) => isSetIn(outer.network) || isExposedBy(outer));
}

/** Every network of the document with its instances of a block changed; the same objects where nothing changes. */
function changeInstances(
  document: ProjectDocument,
  id: string,
  change: (parameters: Parameters) => Parameters,
): ProjectDocument {
  const inNetwork = (network: Network): Network => {
    const nodes = network.nodes.map((node) => {
      if (!isInstanceOf(node, id)) return node;
      const parameters = change(node.parameters);
      return parameters === node.parameters ? node : { ...node, parameters };
    });
    return nodes.every((node, index) => node === network.nodes[index])
      ? network
      : { ...network, nodes };
  };
  const blocks = document.blocks.map((block) => {
    const network = inNetwork(block.network);
    return network === block.network ? block : { ...block, network };
  });
  const network = inNetwork(document.network);
  const isSame =
    network === document.network && blocks.every((block, at) => block === document.blocks[at]);
  return isSame ? document : { ...document, network, blocks };
}

/** Blocks around expose a setting of an instance under a name of their own: they follow it to another name. */
function followSetting(
  document: ProjectDocument,
  id: string,
  from: string,
  to: string,
): ProjectDocument {
  const blocks = document.blocks.map((block) => {
    const ids = new Set(
      block.network.nodes.filter((node) => isInstanceOf(node, id)).map((node) => node.id),
    );
    const leads = ({ targets }: BlockSetting) =>
      targets.some(({ node, parameter }) => ids.has(node) && parameter === from);
    if (!block.settings.some(leads)) return block;
    const settings = block.settings.map((setting) =>
      leads(setting) ? { ...setting, targets: follow(setting.targets, ids, from, to) } : setting,
    );
    return { ...block, settings };
  });
  return blocks.every((block, at) => block === document.blocks[at])
    ? document
    : { ...document, blocks };
}

function follow(
  targets: BlockSetting['targets'],
  instances: ReadonlySet<string>,
  from: string,
  to: string,
): BlockSetting['targets'] {
  const followed = targets.map((target) =>
    instances.has(target.node) && target.parameter === from ? { ...target, parameter: to } : target,
  );
  // Both may have been exposed together; merged, they are one.
  return followed.filter(
    ({ node, parameter }, index) =>
      followed.findIndex((each) => each.node === node && each.parameter === parameter) === index,
  );
}

const without = (parameters: Parameters, name: string): Parameters => {
  if (!Object.hasOwn(parameters, name)) return parameters;
  const { [name]: _, ...rest } = parameters;
  return rest;
};

/**
 * Gives a setting another name: its instances keep what they set, and blocks around that expose it go on to. The very
 * document where the name is empty, not allowed or that of another setting.
 */
export function renameSetting(
  document: ProjectDocument,
  id: string,
  from: string,
  to: string,
): ProjectDocument {
  const name = to.trim().slice(0, MAX_NAME_CHARACTERS);
  const block = blocksById(document.blocks).get(id);
  const isKnown = block?.settings.some((setting) => setting.name === from);
  if (!block || !isKnown || block.settings.some((setting) => setting.name === name))
    return document;
  const settings = block.settings.map((setting) =>
    setting.name === from ? { ...setting, name } : setting,
  );
  if (!blockSchema.safeParse({ ...block, settings }).success) return document;
  const renamed = changeBlock(document, id, (each) => ({ ...each, settings }));
  const moved = changeInstances(renamed, id, (parameters) => {
    // What an instance once set under the new name, before a setting of that name was hidden, must not come back.
    const rest = without(without(parameters, from), name);
    return Object.hasOwn(parameters, from) ? { ...rest, [name]: parameters[from] } : rest;
  });
  return followSetting(moved, id, from, name);
}

/** Puts a value into the nodes inside that a setting sets. */
const withValueInside = (
  block: BlockDefinition,
  targets: BlockSetting['targets'],
  value: JsonValue,
): Network => ({
  ...block.network,
  nodes: block.network.nodes.map((node) => {
    const own = targets.filter((target) => target.node === node.id);
    if (own.length === 0) return node;
    const set = Object.fromEntries(own.map(({ parameter }) => [parameter, value]));
    return { ...node, parameters: { ...node.parameters, ...set } };
  }),
});

/**
 * Makes one setting of two: it goes on under the name of the second and sets what both did. It has the second's value
 * everywhere, inside of the block (`value`, what it is where no instance sets it) and on each instance, so that what
 * the one field shows is what all of its parameters are. The very document where either is not there.
 */
export function mergeSettings(
  document: ProjectDocument,
  id: string,
  merged: { readonly from: string; readonly into: string; readonly value: JsonValue },
): ProjectDocument {
  const { from, into, value } = merged;
  const block = blocksById(document.blocks).get(id);
  const source = block?.settings.find(({ name }) => name === from);
  const target = block?.settings.find(({ name }) => name === into);
  if (!block || !source || !target || source === target) return document;
  const settings = block.settings.flatMap((setting) => {
    if (setting === source) return [];
    return setting === target
      ? [{ ...target, targets: [...target.targets, ...source.targets] }]
      : [setting];
  });
  const next = { ...block, settings, network: withValueInside(block, source.targets, value) };
  if (!blockSchema.safeParse(next).success) return document;
  const changed = changeBlock(document, id, () => next);
  const moved = changeInstances(changed, id, (parameters) => without(parameters, from));
  return followSetting(moved, id, from, into);
}

/** Hides all that a setting sets: instances have the block's own values again. */
export const removeSetting = (
  document: ProjectDocument,
  id: string,
  name: string,
): ProjectDocument =>
  changeBlock(document, id, (block) => {
    const settings = block.settings.filter((setting) => setting.name !== name);
    return settings.length === block.settings.length ? block : { ...block, settings };
  });
