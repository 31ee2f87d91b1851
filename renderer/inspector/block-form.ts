import { LAYERS } from '../../shared/catalogue/layers';
import type { Parameter, ParameterTable } from '../../shared/catalogue/parameter';
import { definitionOf } from '../../shared/document/blocks';
import { sameJson } from '../../shared/document/edits';
import type {
  BlockDefinition,
  BlockSetting,
  JsonValue,
  Parameters,
} from '../../shared/document/schema';

export interface Exposed {
  readonly parameter: Parameter;
  readonly value: JsonValue;
}

/** What the first target of a setting is, and its value inside of the block; through blocks inside of blocks. */
export function exposedBy(
  { targets }: BlockSetting,
  { network }: BlockDefinition,
  blocks: readonly BlockDefinition[],
): Exposed | null {
  for (const { node: id, parameter: name } of targets) {
    const node = network.nodes.find((each) => each.id === id);
    if (!node) continue;
    const own = node.parameters[name];
    const parameter = LAYERS.find(node.kind)?.parameters[name];
    if (parameter) return { parameter, value: own ?? (parameter.default as JsonValue) };
    const inner = definitionOf(blocks, node);
    const setting = inner?.settings.find((each) => each.name === name);
    const found = inner && setting ? exposedBy(setting, inner, blocks) : null;
    if (found) return { ...found, value: own ?? found.value };
  }
  return null;
}

/** The form of an instance: a field for each setting of its block, with the values that hold where it sets none. */
export function formOf(
  definition: BlockDefinition,
  blocks: readonly BlockDefinition[],
): { readonly table: ParameterTable; readonly values: Parameters } {
  const table: Record<string, Parameter> = {};
  const values: Record<string, JsonValue> = {};
  for (const setting of definition.settings) {
    const exposed = exposedBy(setting, definition, blocks);
    if (!exposed) continue;
    const label = { en: setting.name, zh: setting.name };
    table[setting.name] = { ...exposed.parameter, label, visibleWhen: undefined };
    values[setting.name] = exposed.value;
  }
  return { table, values };
}

/** What a parameter takes, without its name, its words and where it is shown. */
const allowedBy = ({
  label: _,
  help: _help,
  default: _default,
  visibleWhen: _when,
  ...rest
}: Parameter) => rest as unknown as JsonValue;

/** Settings that take the very same values as this one, so that one field can set both. */
export function mergeable(
  setting: BlockSetting,
  definition: BlockDefinition,
  blocks: readonly BlockDefinition[],
): readonly BlockSetting[] {
  const own = exposedBy(setting, definition, blocks);
  if (!own) return [];
  return definition.settings.filter((other) => {
    const found = other === setting ? null : exposedBy(other, definition, blocks);
    return found && sameJson(allowedBy(found.parameter), allowedBy(own.parameter));
  });
}
