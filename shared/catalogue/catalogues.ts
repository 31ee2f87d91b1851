import type { Choice } from '../document/schema';
import { ACTIVATIONS } from './activations';
import { INITIALIZERS } from './initializers';
import { checkParameters, type ParameterFault } from './parameter';
import type { CatalogueEntry, Registry } from './registry';
import { SCHEDULES } from './schedules';

/** The catalogues that a `choice` parameter can name. */
export const CHOICE_CATALOGUES = {
  initializer: INITIALIZERS,
  activation: ACTIVATIONS,
  schedule: SCHEDULES,
} as const;

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
