import type { Command } from './command';
import { COMMANDS, isCommandEnabled, runCommand } from './index';
import { type Chord, matchesChord, parseShortcut } from './shortcut';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches(
      'textarea, select, input:not([type=checkbox], [type=radio], [type=range], [type=button])',
    ));

/** Elements that use Space, Enter, letters or arrows themselves. */
const usesPlainKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest(
    'button, a[href], summary, input, [role=slider], [role=menu], [role=menubar], [role=listbox], [role=tab], [role=radio], [role=option], [role=treeitem]',
  ) !== null;

const dialogIsOpen = (): boolean =>
  document.querySelector('[role=dialog][aria-modal=true], [role=alertdialog]') !== null;

function isAllowed(command: Command, chord: Chord, target: EventTarget | null): boolean {
  if (isField(target) && !command.worksInFields) return false;
  const plain = !chord.mod && !chord.alt && !chord.control && !/^f\d+$/.test(chord.key);
  // A focused button is pressed by Space; only without such an element does Space mean the run.
  if (plain && (chord.key === ' ' || chord.key === 'enter' || chord.key.startsWith('arrow'))) {
    return !usesPlainKeys(target);
  }
  return true;
}

interface Binding {
  readonly chord: Chord;
  readonly command: Command;
}

function receive(bindings: readonly Binding[], event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const binding = bindings.find(
    ({ chord, command }) =>
      matchesChord(chord, event) &&
      isAllowed(command, chord, event.target) &&
      isCommandEnabled(command),
  );
  if (!binding) return;
  // While a dialog asks something, shortcuts would change what it asks about.
  if (dialogIsOpen()) {
    // The browser's own meaning (save the page …) would be a surprise too; copying text stays possible.
    if (binding.command.worksInFields) event.preventDefault();
    return;
  }
  if (runCommand(binding.command)) event.preventDefault();
}

/** Begins to listen; call once. */
export function bindKeys(): void {
  const bindings = COMMANDS.flatMap((command) =>
    (command.shortcuts ?? []).map((shortcut) => ({ chord: parseShortcut(shortcut), command })),
  );
  window.addEventListener('keydown', (event) => receive(bindings, event));
}
