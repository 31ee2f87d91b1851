/**
 * A new id `kind-N`, N one above the highest in use. Ids are not reused after a deletion in the middle, so that a
 * run's telemetry is not taken for that of another node.
 */
export function nextIdentifier(kind: string, elements: readonly { readonly id: string }[]): string {
  const prefix = `${kind}-`;
  let highest = 0;
  for (const { id } of elements) {
    if (!id.startsWith(prefix)) continue;
    const number = Number(id.slice(prefix.length));
    if (Number.isSafeInteger(number) && number > highest) highest = number;
  }
  return `${prefix}${highest + 1}`;
}

/** `label N` with the smallest N from 1 that is not taken. */
export function nextName(label: string, taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(`${label} ${number}`)) number += 1;
  return `${label} ${number}`;
}
