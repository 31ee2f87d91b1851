import { LAYERS } from '../../shared/catalogue/layers';
import type { Parameter } from '../../shared/catalogue/parameter';
import { sameJson, setNodeParameters } from '../../shared/document/edits';
import type { JsonValue, NetworkNode, ProjectDocument } from '../../shared/document/schema';
import type { FieldValue } from './fields/field';

/** A parameter that several selected layers have, with their value if it is one. */
export interface SharedParameter {
  readonly name: string;
  readonly parameter: Parameter;
  readonly value: FieldValue;
  /** Ids of the layers that have it. */
  readonly nodes: readonly string[];
}

const keyOf = (name: string, parameter: Parameter): string =>
  `${name} ${parameter.type} ${parameter.type === 'choice' ? parameter.catalogue : ''}`;

const valueIn = (node: NetworkNode, name: string, parameter: Parameter): JsonValue =>
  Object.hasOwn(node.parameters, name)
    ? (node.parameters[name] as JsonValue)
    : (parameter.default as JsonValue);

/**
 * What can be edited for several layers at once: every parameter that at least two of them have, by name and type,
 * so that Dense and Activation layers share `activation`. Input and Output among the selection do not hinder it.
 */
export function sharedParameters(nodes: readonly NetworkNode[]): readonly SharedParameter[] {
  const found = new Map<string, { name: string; parameter: Parameter; owners: NetworkNode[] }>();
  for (const node of nodes) {
    for (const [name, parameter] of Object.entries(LAYERS.find(node.kind)?.parameters ?? {})) {
      const key = keyOf(name, parameter);
      const entry = found.get(key) ?? { name, parameter, owners: [] };
      entry.owners.push(node);
      found.set(key, entry);
    }
  }
  return [...found.values()]
    .filter(({ owners }) => owners.length > 1)
    .map(({ name, parameter, owners }) => {
      const [first, ...rest] = owners.map((owner) => valueIn(owner, name, parameter));
      const isOne = rest.every((value) => sameJson(first, value));
      return {
        name,
        parameter,
        value: isOne ? { mixed: false, value: first } : { mixed: true },
        nodes: owners.map(({ id }) => id),
      };
    });
}

/** Gives one parameter of all these nodes a value: one edit. */
export const setForAll = (
  document: ProjectDocument,
  nodes: readonly string[],
  name: string,
  value: JsonValue,
): ProjectDocument =>
  nodes.reduce((next, node) => setNodeParameters(next, node, { [name]: value }), document);
