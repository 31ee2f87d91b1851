/** What an error says; whatever else was thrown, as it reads. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/**
 * What a library or the browser's engine said, as a part of a sentence: it speaks English only, so that in a Chinese
 * sentence it must be seen to be somebody else's words. Its own full stop would make two.
 */
export function quoteError(error: unknown): string {
  return `“${messageOf(error)
    .trim()
    .replace(/[.。]$/, '')}”`;
}
