import { MAX_NAME_CHARACTERS } from './limits';

/** Room for the number: a name at the limit with a number behind it would make the document invalid. */
const MAX_PREFIX_CHARACTERS = MAX_NAME_CHARACTERS - 20;

/**
 * Gives out ids `kind-N` that no element has, N one above the highest ever claimed. Ids are not reused after a
 * deletion in the middle, so that a run's telemetry is not taken for that of another node. Finding the highest
 * number once a kind keeps pasting thousands of elements linear.
 */
export class Identifiers {
  readonly #claimed = new Set<string>();
  readonly #highest = new Map<string, number>();

  constructor(elements: Iterable<{ readonly id: string }>) {
    for (const { id } of elements) this.claim(id);
  }

  claim(id: string): void {
    this.#claimed.add(id);
    // `block-1/dense-2` was inside of `block-1`, whose id another block must not get: paths would meet.
    const slash = id.lastIndexOf('/');
    if (slash > 0) this.claim(id.slice(0, slash));
    const dash = id.lastIndexOf('-');
    const number = Number(id.slice(dash + 1));
    if (dash < 0 || !Number.isSafeInteger(number)) return;
    const prefix = id.slice(0, dash);
    if (number > (this.#highest.get(prefix) ?? 0)) this.#highest.set(prefix, number);
  }

  next(kind: string): string {
    const prefix = kind.slice(0, MAX_PREFIX_CHARACTERS);
    let number = (this.#highest.get(prefix) ?? 0) + 1;
    // `dense-01` counts as 1 but is another string than `dense-1`; two spellings must not meet.
    while (this.#claimed.has(`${prefix}-${number}`)) number += 1;
    const id = `${prefix}-${number}`;
    this.claim(id);
    return id;
  }
}

/** `label N` with the smallest N from 1 that is not taken. */
export function nextName(label: string, taken: ReadonlySet<string>): string {
  const prefix = label.slice(0, MAX_PREFIX_CHARACTERS);
  let number = 1;
  while (taken.has(`${prefix} ${number}`)) number += 1;
  return `${prefix} ${number}`;
}
