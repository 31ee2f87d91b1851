import type { Text } from '../../../shared/text/text';

export const COMMAND_GROUPS = ['file', 'edit', 'view', 'network', 'training', 'help'] as const;

/**
 * One thing a person can ask for. Menus, the command palette, the shortcuts sheet and the key bindings derive from
 * the list in `index.ts`.
 */
export interface Command {
  /** `group.verb`, for example `edit.delete`; stable, because native menus name it. */
  readonly name: string;
  readonly group: (typeof COMMAND_GROUPS)[number];
  readonly label: Text;
  /** `Mod+K`: Mod is Ctrl, or Command on macOS. Several are alternatives. */
  readonly shortcuts?: readonly string[];
  readonly isEnabled?: () => boolean;
  /** Of a command that switches something: whether it is on. Menus show it. */
  readonly isOn?: () => boolean;
  /** Whether the shortcut also works while the person types in a field. */
  readonly worksInFields?: boolean;
  run(): void | Promise<void>;
}
