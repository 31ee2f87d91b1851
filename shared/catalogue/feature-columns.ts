/** Separates a column from its category in the name of a one-hot feature: `colour=red`. */
export const CATEGORY_SEPARATOR = '=';

export const categoryFeatureName = (column: string, category: string): string =>
  `${column}${CATEGORY_SEPARATOR}${category}`;

/**
 * Which features an Input with these columns takes: a column's own feature, or all of its one-hot features, in
 * the order of `columns`. Columns that no feature belongs to are `unknown`.
 */
export function selectFeatures(
  columns: readonly string[],
  featureNames: readonly string[],
): { readonly indices: readonly number[]; readonly unknown: readonly string[] } {
  const indices: number[] = [];
  const unknown: string[] = [];
  for (const column of columns) {
    const found = featureNames.flatMap((name, index) =>
      name === column || name.startsWith(`${column}${CATEGORY_SEPARATOR}`) ? [index] : [],
    );
    if (found.length === 0) unknown.push(column);
    indices.push(...found);
  }
  return { indices, unknown };
}

/** Positions of the features that a node takes from the data: those of an Input's columns; null where it names none. */
export function inputColumns(
  kind: string,
  values: Readonly<Record<string, unknown>>,
  featureNames: readonly string[],
): readonly number[] | null {
  const names = (values.columns ?? []) as readonly string[];
  return kind === 'input' && names.length > 0 ? selectFeatures(names, featureNames).indices : null;
}
