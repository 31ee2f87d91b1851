import type { ProjectDocument } from '../../../shared/document/schema';
import { type DataName, documentOf, type Plan } from './project';
import type { Spoil } from './spoil';
import { withoutFault } from './without-fault';

/** What is trained: a document, and what is done to its data. */
export interface Trainable {
  document(seed: number): ProjectDocument;
  readonly spoils: readonly Spoil[];
}

/** One network of the benchmark: sound, or with one fault built in. */
export interface Case extends Trainable {
  readonly name: string;
  /** The cause that was built in; null for a network that is sound. */
  readonly fault: string | null;
  /** The same network without the fault, by which one sees whether the fault does harm; null for a sound one. */
  readonly twin: Trainable | null;
  /** The same in the half that nothing is tuned on; null for a network of that half. */
  readonly heldOut: Case | null;
}

const trainable = (plan: Plan, spoils: readonly Spoil[]): Trainable => ({
  document: (seed) => documentOf(plan, seed),
  spoils,
});

/** The data set that stands in for another one in the half that is held out. */
const OTHER_DATA: Readonly<Record<DataName, DataName>> = {
  circles: 'moons',
  moons: 'xor',
  xor: 'spirals',
  spirals: 'circles',
  blobs: 'iris',
  iris: 'blobs',
  digits: 'digits',
  sine: 'cube',
  square: 'sine',
  cube: 'square',
  houses: 'houses',
  adding: 'adding',
};

/** Few units are a fault of their own, or a trait that a name speaks of. */
const isFew = (units: number): boolean => units > 1 && units <= 4;

const widened = (plan: Plan): Plan => ({
  ...plan,
  units: isFew(plan.units) ? plan.units : Math.round(1.5 * plan.units),
});

/** Half as many units again, and other data of the same kind where the data are not part of the fault. */
function varied(plan: Plan, spoils: readonly Spoil[]): Plan {
  const isBoundToData = spoils.length > 0 || plan.dataset !== undefined;
  return { ...widened(plan), data: isBoundToData ? plan.data : OTHER_DATA[plan.data] };
}

const nameOf = (name: string, { data, units }: Plan): string => `${name} (${data}, ${units} units)`;

interface Details {
  readonly spoils?: readonly Spoil[];
  /** What else the plan without the fault has; see `withoutFault`. */
  readonly without?: Partial<Plan>;
}

/** A network with a fault built in, and its like in the half that is held out. */
export function faulty(
  fault: string,
  name: string,
  plan: Plan,
  { spoils = [], without = {} }: Details = {},
): Case {
  const caseOf = (own: Plan, heldOut: Case | null): Omit<Case, 'name'> => {
    const sound = withoutFault(fault, own, spoils);
    return {
      fault,
      ...trainable(own, spoils),
      twin: trainable({ ...sound.plan, ...without }, sound.spoils),
      heldOut,
    };
  };
  const other = varied(plan, spoils);
  const title = `${fault}: ${name}`;
  return {
    name: title,
    ...caseOf(plan, { name: nameOf(title, other), ...caseOf(other, null) }),
  };
}

/** A network that learns, and its like of another width in the half that is held out. */
export function healthy(name: string, plan: Plan, spoils: readonly Spoil[] = []): Case {
  const title = `healthy: ${name}`;
  const caseOf = (own: Plan): Omit<Case, 'name'> => ({
    fault: null,
    ...trainable(own, spoils),
    twin: null,
    heldOut: null,
  });
  const other = widened(plan);
  return {
    name: title,
    ...caseOf(plan),
    heldOut: { name: nameOf(title, other), ...caseOf(other) },
  };
}
