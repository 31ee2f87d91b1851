import type { ColumnSettings } from '../../document/schema';

type Role = ColumnSettings['role'];

/** A numeric column of a built-in table. */
export const numberColumn = (name: string, role: Role = 'feature'): ColumnSettings => ({
  name,
  role,
  encoding: 'number',
  missing: 'mean',
  categories: [],
});

export const categoryColumn = (
  name: string,
  role: Role,
  categories: readonly string[],
): ColumnSettings => ({
  name,
  role,
  encoding: 'category',
  missing: 'refuse',
  categories: [...categories],
});
