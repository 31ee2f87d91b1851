import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Command } from '../app/commands/command';
import { printShortcut } from '../app/commands/shortcut';
import { useSay, useWords } from '../app/i18n/i18n';
import { useSelection } from '../app/state/selection-store';
import { type MenuTarget, rememberPointer, useCanvas } from './canvas-store';
import { canvasCommands } from './commands';
import classes from './context-menu.module.css';
import { nodeName } from './document-selectors';
import { Floating } from './floating';
import { focusCanvas } from './focus';
import { canvasWords } from './words';

/** Names of commands, with null for a line between groups. */
const MENUS: Readonly<Record<MenuTarget['type'], readonly (string | null)[]>> = {
  selection: [
    'network.connect',
    'edit.rename',
    'network.open-block',
    'network.make-block',
    'network.expand-block',
    'network.delete-block',
    'network.share-weights',
    'network.own-weights',
    null,
    'edit.cut',
    'edit.copy',
    'edit.duplicate',
    'edit.delete',
    null,
    'edit.align-left',
    'edit.align-centre',
    'edit.align-right',
    'edit.align-top',
    'edit.align-middle',
    'edit.align-bottom',
    'edit.distribute-horizontally',
    'edit.distribute-vertically',
  ],
  edge: ['network.insert', 'edit.delete'],
  canvas: [
    'network.add',
    'network.comment',
    'network.leave-block',
    'edit.paste',
    null,
    'edit.select-all',
    'network.layout',
    'view.fit',
    'view.minimap',
  ],
};

const commandOf = (name: string): Command | undefined =>
  canvasCommands.find((command) => command.name === name);

const isOffered = (command: Command): boolean => command.isEnabled?.() ?? true;

type MenuLine =
  | { readonly type: 'command'; readonly command: Command }
  | { readonly type: 'line'; readonly key: string };

/** The lines of a menu: what cannot be done now is left out, and no line stands at an end or beside another. */
function linesOf(target: MenuTarget['type']): readonly MenuLine[] {
  const lines: MenuLine[] = [];
  for (const [index, name] of MENUS[target].entries()) {
    const command = name === null ? undefined : commandOf(name);
    if (command && isOffered(command)) lines.push({ type: 'command', command });
    else if (name === null && lines.at(-1)?.type === 'command') {
      lines.push({ type: 'line', key: `line ${index}` });
    }
  }
  return lines.at(-1)?.type === 'line' ? lines.slice(0, -1) : lines;
}

const close = (): void => {
  useCanvas.setState({ menu: null });
  focusCanvas();
};

const MOVES: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_index, count) => count - 1,
};

/** What can be done with what was pressed: the pattern of a menu of WAI-ARIA. */
export function ContextMenu() {
  const t = useWords(canvasWords);
  const say = useSay();
  const menu = useCanvas((state) => state.menu);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (menu) list.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [menu]);
  if (!menu) return null;

  const { nodes, comments, edges } = useSelection.getState();
  const count = nodes.size + comments.size + edges.size;
  const only = nodes.size === 1 ? [...nodes][0] : undefined;
  const name = only !== undefined && count === 1 ? nodeName(only) : t('selectionMenu', { count });
  const label = menu.target.type === 'canvas' ? t('canvas') : t('menuFor', { name });

  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const index = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const next = MOVES[event.key]?.(index, buttons.length);
    if (next === undefined && event.key !== 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Tab') close();
    else if (next !== undefined) buttons[next]?.focus();
  };
  const choose = (command: Command) => {
    const { place } = menu;
    close();
    // What is added from the menu goes where the menu was opened, not where the pointer went since.
    rememberPointer(place.screen);
    void command.run();
  };

  return (
    <Floating at={menu.place.screen} label={label} onClose={close}>
      <div
        ref={list}
        className={classes.menu}
        role="menu"
        tabIndex={-1}
        aria-label={label}
        onKeyDown={onKeyDown}
      >
        {linesOf(menu.target.type).map((line) =>
          line.type === 'line' ? (
            <hr key={line.key} className={classes.line} />
          ) : (
            <button
              key={line.command.name}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={classes.item}
              onClick={() => choose(line.command)}
            >
              <span>{say(line.command.label)}</span>
              {line.command.shortcuts?.[0] && <kbd>{printShortcut(line.command.shortcuts[0])}</kbd>}
            </button>
          ),
        )}
      </div>
    </Floating>
  );
}
