import type { Text } from '../../shared/text/text';

/** Names and titles of the monitor's tabs, in their order. Apart from the panels, so that commands load no chart. */
export const PANEL_TITLES = {
  loss: { en: 'Loss', zh: '损失' },
  gradient: { en: 'Gradient flow', zh: '梯度流' },
  dead: { en: 'Dead units', zh: '死亡单元' },
  distributions: { en: 'Distributions', zh: '分布' },
  updates: { en: 'Updates', zh: '更新' },
  fit: { en: 'Fit', zh: '拟合' },
  time: { en: 'Through time', zh: '时间步' },
  runs: { en: 'Runs', zh: '训练记录' },
} as const satisfies Readonly<Record<string, Text>>;

export type PanelName = keyof typeof PANEL_TITLES;
