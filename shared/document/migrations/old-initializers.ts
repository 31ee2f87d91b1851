import { isJsonObject, type JsonObject } from '../json';
import type { JsonValue } from '../schema';

/** What version 1 took where these initializers were chosen without their parameter; version 2 has other defaults. */
const OLD_DEFAULTS: Readonly<Record<string, JsonObject>> = {
  normal: { deviation: 0.05 },
  uniform: { limit: 0.05 },
};

/** A parameter of a version 1 node: a chosen initializer gets what was left to its default, written out. */
function withOldDefaults(parameter: JsonValue): JsonValue {
  if (!isJsonObject(parameter) || typeof parameter.kind !== 'string') return parameter;
  if (!Object.hasOwn(OLD_DEFAULTS, parameter.kind)) return parameter;
  const given = isJsonObject(parameter.parameters) ? parameter.parameters : {};
  return { ...parameter, parameters: { ...OLD_DEFAULTS[parameter.kind], ...given } };
}

function nodeWithOldDefaults(node: JsonValue): JsonValue {
  if (!isJsonObject(node) || !isJsonObject(node.parameters)) return node;
  const parameters = Object.entries(node.parameters).map(([name, value]) => [
    name,
    withOldDefaults(value),
  ]);
  return { ...node, parameters: Object.fromEntries(parameters) };
}

/** A version 1 network whose weights start in version 2 as they did. What is damaged stays for the repair. */
export function keepOldInitializers(network: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(network) || !Array.isArray(network.nodes)) return network;
  return { ...network, nodes: network.nodes.map(nodeWithOldDefaults) };
}
