import type { Text } from '../../shared/text/text';

/** Names and titles of the page's tabs, in their order. Apart from the tabs, so that commands load none of them. */
export const EXPLORE_TITLES = {
  starts: { en: 'Two starts', zh: '两种起点' },
  landscape: { en: 'Landscape', zh: '损失地形' },
  sweep: { en: 'Sweep', zh: '扫描' },
  runs: { en: 'Compare runs', zh: '比较训练' },
} as const satisfies Readonly<Record<string, Text>>;

export type ExploreTabName = keyof typeof EXPLORE_TITLES;
