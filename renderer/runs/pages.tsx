import { Pagination } from '@mantine/core';
import { useMemo, useState } from 'react';

/** One page of a long list, and the way to the others. */
export interface Paged<Item> {
  readonly shown: readonly Item[];
  readonly total: number;
  readonly current: number;
  go(page: number): void;
}

/** Splits a list into pages of a size that is drawn within a moment. The list must stay the same while it says the same. */
export function usePages<Item>(items: readonly Item[], size: number): Paged<Item> {
  const [page, go] = useState(1);
  const total = Math.max(1, Math.ceil(items.length / size));
  const current = Math.min(page, total);
  const shown = useMemo(
    () => items.slice((current - 1) * size, current * size),
    [items, current, size],
  );
  return { shown, total, current, go };
}

/** Buttons of the pages; nothing where there is one. */
export function Pages({
  paged: { total, current, go },
  label,
}: {
  readonly paged: Omit<Paged<unknown>, 'shown'>;
  readonly label: string;
}) {
  if (total < 2) return null;
  return (
    <Pagination
      size="xs"
      total={total}
      value={current}
      onChange={go}
      aria-label={label}
      getItemProps={(number) => ({ 'aria-label': String(number) })}
    />
  );
}
