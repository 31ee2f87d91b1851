import type { Choice, JsonValue } from '../document/schema';
import { ACTIVATIONS } from './activations';
import { INITIALIZERS } from './initializers';
import { METRICS } from './metrics';
import {
  type ChoiceParameter,
  checkParameters,
  defaultsOf,
  type ParameterFault,
} from './parameter';
import type { CatalogueEntry, Registry } from './registry';
import { SCHEDULES } from './schedules';

/** The catalogues that a `choice` parameter can name. */
export const CHOICE_CATALOGUES = {
  initializer: INITIALIZERS,
  activation: ACTIVATIONS,
  schedule: SCHEDULES,
  metric: METRICS,
} as const;

/** An activation with a weight or a number drawn for it, which needs a stage of its own after the layer. */
const needsStage = (kind: string): boolean => {
  const activation = ACTIVATIONS.find(kind);
  return activation?.weights !== undefined || activation?.random === true;
};

/**
 * The entries that a form offers for a parameter. Within a layer's own formula, as at each time step of a recurrence,
 * a slope that is learned or drawn would silently stay as it starts; a file that has one there still loads.
 */
export function offeredEntries({
  catalogue,
  withinLayer,
}: ChoiceParameter): readonly CatalogueEntry[] {
  const { entries } = CHOICE_CATALOGUES[catalogue];
  return withinLayer ? entries.filter(({ kind }) => !needsStage(kind)) : entries;
}

/** Whether a parameter is a choice from a catalogue. For values that the document's schema let in: others are parsed. */
export const isChoice = (value: JsonValue | undefined): value is Choice =>
  typeof value === 'object' && value !== null && 'kind' in value && 'parameters' in value;

export type CheckedChoice<Entry extends CatalogueEntry> =
  | {
      readonly entry: Entry;
      readonly values: Readonly<Record<string, unknown>>;
      readonly faults: readonly ParameterFault[];
    }
  | { readonly entry: undefined };

/** Finds the entry that a choice names and checks its parameters; faulty ones are listed and take their default. */
export function checkChoice<Entry extends CatalogueEntry>(
  registry: Registry<Entry>,
  choice: Choice,
): CheckedChoice<Entry> {
  const entry = registry.find(choice.kind);
  if (!entry) return { entry: undefined };
  return { entry, ...checkParameters(entry.parameters, choice.parameters) };
}

/** The values of a choice with every missing or faulty parameter at its default. Throws on an unknown kind. */
export function valuesOfChoice<Entry extends CatalogueEntry>(
  registry: Registry<Entry>,
  choice: Choice,
): Readonly<Record<string, unknown>> {
  return checkParameters(registry.get(choice.kind).parameters, choice.parameters).values;
}

/** An entry chosen with its default parameters. Throws on an unknown kind. */
export const defaultChoice = <Entry extends CatalogueEntry>(
  registry: Registry<Entry>,
  kind: string,
): Choice => ({ kind, parameters: defaultsOf(registry.get(kind).parameters) });
