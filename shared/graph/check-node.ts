import { CHOICE_CATALOGUES, checkChoice } from '../catalogue/catalogues';
import type { LayerDefinition } from '../catalogue/layer';
import { LAYERS } from '../catalogue/layers';
import { checkParameters, type ParameterFault, type ParameterTable } from '../catalogue/parameter';
import { expectedText, labelInSentence, valueText } from '../catalogue/parameter-text';
import { LAYER_PENALTIES } from '../catalogue/penalty';
import type { CatalogueEntry, Registry } from '../catalogue/registry';
import { isStructural } from '../document/blocks';
import type { Choice, NetworkNode, Parameters } from '../document/schema';
import { type Problem, type ProblemSeed, problemAt } from '../text/problems';
import { fillText, type Text } from '../text/text';
import { nameOfNode } from './name-of-node';

/** What a node says of itself, whatever it is connected to. */
export interface CheckedNode {
  readonly definition: LayerDefinition | undefined;
  readonly values: Readonly<Record<string, unknown>>;
  readonly activation: Choice | null;
  readonly problems: readonly Problem[];
}

/** Which parameter is at fault, and what the sentence says of it. */
interface FoundFault {
  readonly parameter: string;
  readonly kind: 'invalid' | 'unknown';
  readonly values: ProblemSeed['values'];
}

const within = (outer: Text, inner: Text): Text =>
  fillText({ en: '{{outer}}, {{inner}}', zh: '{{outer}}的{{inner}}' }, { outer, inner });

const invalid = (
  table: ParameterTable,
  { name, value }: ParameterFault,
  prefix?: Text,
): FoundFault['values'] => {
  const label = labelInSentence(table[name].label);
  return {
    parameter: prefix ? within(prefix, label) : label,
    expected: expectedText(table[name]),
    value: valueText(value),
  };
};

/**
 * Checks parameters and, one level down, the parameters of the entries that they choose. Faulty values are replaced
 * by their default; a parameter that its form would not show is not complained about.
 */
export function checkValues(
  table: ParameterTable,
  parameters: Parameters,
): { readonly values: Readonly<Record<string, unknown>>; readonly faults: readonly FoundFault[] } {
  const { values, faults } = checkParameters(table, parameters);
  const checked: Record<string, unknown> = { ...values };
  const found: FoundFault[] = faults.map((fault) => ({
    parameter: fault.name,
    kind: 'invalid',
    values: invalid(table, fault),
  }));
  for (const [name, parameter] of Object.entries(table)) {
    if (parameter.type !== 'choice') continue;
    const choice = checked[name] as Choice;
    const registry: Registry<CatalogueEntry> = CHOICE_CATALOGUES[parameter.catalogue];
    const inner = checkChoice(registry, choice);
    const label = labelInSentence(parameter.label);
    if (!inner.entry) {
      found.push({
        parameter: name,
        kind: 'unknown',
        values: { parameter: label, kind: choice.kind },
      });
      checked[name] = parameter.default;
      continue;
    }
    checked[name] = { kind: choice.kind, parameters: inner.values };
    for (const fault of inner.faults) {
      const values = invalid(inner.entry.parameters, fault, label);
      found.push({ parameter: name, kind: 'invalid', values });
    }
  }
  const visible = found.filter(
    ({ parameter }) => table[parameter].visibleWhen?.(values as Parameters) ?? true,
  );
  return { values: checked, faults: visible };
}

/** The activation that the model applies after a layer; null where it has none, or only within its formula. */
export function activationOf(
  definition: LayerDefinition,
  values: Readonly<Record<string, unknown>>,
): Choice | null {
  const name = Object.keys(definition.parameters).find((key) => {
    const parameter = definition.parameters[key];
    if (parameter.type !== 'choice' || parameter.withinLayer) return false;
    return parameter.catalogue === 'activation';
  });
  return name === undefined ? null : (values[name] as Choice);
}

function check(node: NetworkNode): CheckedNode {
  const definition = LAYERS.find(node.kind);
  if (isStructural(node)) {
    // What could not be expanded: its own problem says why.
    return { definition, values: node.parameters, activation: null, problems: [] };
  }
  if (!definition) {
    const seed: ProblemSeed = {
      kind: 'unknown-kind',
      values: { node: nameOfNode(node), kind: node.kind },
    };
    const problems = [problemAt(seed, { node: node.id })];
    return { definition, values: node.parameters, activation: null, problems };
  }
  const { values, faults } = checkValues(definition.parameters, node.parameters);
  const penalties = checkValues(LAYER_PENALTIES, node.parameters);
  const problems = [...faults, ...penalties.faults].map(({ parameter, kind, values: said }) =>
    problemAt(
      {
        kind: kind === 'invalid' ? 'parameter-invalid' : 'choice-unknown',
        values: { node: nameOfNode(node), ...said },
      },
      { node: node.id, parameter },
    ),
  );
  return { definition, values, activation: activationOf(definition, values), problems };
}

/** Nodes are never changed in place, so an edit re-checks only the nodes that it made anew. */
const checkedNodes = new WeakMap<NetworkNode, CheckedNode>();

export function checkNode(node: NetworkNode): CheckedNode {
  const known = checkedNodes.get(node);
  if (known) return known;
  const checked = check(node);
  checkedNodes.set(node, checked);
  return checked;
}
