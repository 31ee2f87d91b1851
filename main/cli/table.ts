/** Characters that take two columns of a terminal (East Asian wide and full-width forms). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/gu;

/** Columns of a terminal that a text takes. */
export const displayWidth = (text: string): number =>
  [...text].length + (text.match(WIDE)?.length ?? 0);

const NUMBER_LIKE = /^[−+\-\d.,e×⁻⁰¹²³⁴⁵⁶⁷⁸⁹–]*$/;

/** Lines of a table: columns as wide as their widest cell, numbers to the right. */
export function formatTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  const widths = header.map((title, column) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(row[column]))),
  );
  const numeric = header.map((_, column) => rows.every((row) => NUMBER_LIKE.test(row[column])));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const space = ' '.repeat(widths[column] - displayWidth(cell));
        return numeric[column] ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(header), rule, ...rows.map(line)];
}

const FIGURE_DIGITS = 5;

/** A measured number, short enough for a table; a dash where there is none. */
export function formatFigure(value: number | null | undefined, digits = FIGURE_DIGITS): string {
  if (value === null || value === undefined) return '–';
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-3 || size >= 1e6)
    ? value.toExponential(digits - 1)
    : String(Number(value.toPrecision(digits)));
}
