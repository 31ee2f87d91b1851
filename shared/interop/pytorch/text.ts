/** Pieces of Python source. Whatever a document says becomes a literal, a comment of one line, or an identifier. */

/**
 * Everything that could end a line or a comment, or show a line in another order than it runs: control and format
 * characters (bidirectional marks among them), halves of characters, separators of lines.
 */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}]+/gu;

/** A document's words inside a comment: one line, whatever they hold. */
export const commentText = (text: string): string => text.replace(UNSAFE, ' ').trim();

/** A line that says in which block what follows lies; none where the block is that of what stands before. */
export function blockRemark(block: string | null, before: string | null): readonly string[] {
  if (block === before) return [];
  return [block === null ? '# Outside of blocks' : `# Block “${commentText(block)}”`];
}

/** A string literal. JSON's escapes are Python's; what is invisible is escaped as well. */
export const stringLiteral = (text: string): string =>
  JSON.stringify(text).replace(UNSAFE, (found) =>
    // By code unit: Python's \u takes four digits, and halves of a pair stay what they were.
    Array.from({ length: found.length }, (_, index) => {
      const code = found.charCodeAt(index).toString(16).padStart(4, '0');
      return `\\u${code}`;
    }).join(''),
  );

/** A number as Python reads it back to the very same one. */
export function numberLiteral(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'math.nan' : `${value < 0 ? '-' : ''}math.inf`;
}

/** `(3, 3)`; one number stands alone, as PyTorch's layers over sequences take it. */
export const sizeLiteral = (values: readonly number[]): string =>
  values.length === 1 ? numberLiteral(values[0]) : `(${values.map(numberLiteral).join(', ')})`;

export const tupleLiteral = (values: readonly string[]): string =>
  values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`;

export const booleanLiteral = (value: boolean): string => (value ? 'True' : 'False');

/** Lines inside a block of Python. */
export const indented = (lines: readonly string[], levels = 1): readonly string[] =>
  lines.map((line) => (line === '' ? '' : `${'    '.repeat(levels)}${line}`));

/** A function of a module, for example `evaluate(network, data)`, with its docstring and the two lines behind it. */
export const functionLines = (
  head: string,
  words: string,
  body: readonly string[],
  decorators: readonly string[] = [],
): readonly string[] => [
  ...decorators,
  `def ${head}:`,
  ...indented([`"""${words}"""`, ...body]),
  '',
  '',
];

/** The classes and functions of a file of Python, without its docstring and imports. */
export function definitionsOf(source: string): readonly string[] {
  const lines = source.trimEnd().split('\n');
  return lines.slice(lines.findIndex((line) => /^(?:class |def |@)/.test(line)));
}
