import type { Text } from '../../../shared/text/text';
import type { Command } from './command';

interface Submenu {
  /** Beginnings of the names of its commands. */
  readonly prefixes: readonly string[];
  readonly label: Text;
}

/** Long menus fold families of commands away; a family is told by its names. */
const SUBMENUS: readonly Submenu[] = [
  { prefixes: ['file.exportRun-'], label: { en: 'Export the run', zh: '导出训练记录' } },
  { prefixes: ['edit.align-', 'edit.distribute-'], label: { en: 'Align', zh: '对齐' } },
  { prefixes: ['view.toggle-', 'view.tab-'], label: { en: 'Panels', zh: '面板' } },
  { prefixes: ['view.overlay-'], label: { en: 'Colour the canvas by', zh: '画布着色' } },
  { prefixes: ['view.chart'], label: { en: 'Charts', zh: '图表' } },
  { prefixes: ['view.explore'], label: { en: 'Explore', zh: '探索' } },
  { prefixes: ['view.cursor', 'view.time'], label: { en: 'Time cursor', zh: '时间游标' } },
  { prefixes: ['view.theme-'], label: { en: 'Theme', zh: '主题' } },
  { prefixes: ['view.language-'], label: { en: 'Language', zh: '语言' } },
];

export type MenuEntry =
  | { readonly type: 'command'; readonly command: Command }
  | { readonly type: 'submenu'; readonly label: Text; readonly commands: readonly Command[] };

const submenuOf = ({ name }: Command): Submenu | undefined =>
  SUBMENUS.find(({ prefixes }) => prefixes.some((prefix) => name.startsWith(prefix)));

/** The entries of one menu, in order; a family stands where its first command stood. */
export function menuEntries(commands: readonly Command[]): readonly MenuEntry[] {
  const entries: MenuEntry[] = [];
  const placed = new Set<Submenu>();
  for (const command of commands) {
    const submenu = submenuOf(command);
    if (!submenu) {
      entries.push({ type: 'command', command });
      continue;
    }
    if (placed.has(submenu)) continue;
    placed.add(submenu);
    const family = commands.filter((other) => submenuOf(other) === submenu);
    entries.push({ type: 'submenu', label: submenu.label, commands: family });
  }
  return entries;
}
