import type { Command } from './command';
import { COMMANDS, isCommandEnabled, runCommand } from './index';
import { type Chord, matchesChord, parseShortcut } from './shortcut';

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches(
      'textarea, select, input:not([type=checkbox], [type=radio], [type=range], [type=button])',
    ));

/** Elements that use Space, Enter or arrows themselves: whatever Tab can reach. */
const usesPlainKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('button, a[href], summary, input, [tabindex="0"]') !== null;

const dialogIsOpen = (): boolean =>
  document.querySelector('[role=dialog][aria-modal=true], [role=alertdialog]') !== null;

/** An open menu or list has the keys to itself: letters search in it, Escape closes it. */
const isInPopup = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('[role=menu], [role=menubar], [role=listbox]') !== null;

function isAllowed(command: Command, chord: Chord, target: EventTarget | null): boolean {
  if ((isField(target) || isInPopup(target)) && !command.worksInFields) return false;
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

/** Taken from the browser even where the command does not apply now: its own Save or Open would be a surprise. */
const isReserved = ({ chord, command }: Binding): boolean =>
  command.worksInFields === true && (chord.mod || /^f\d+$/.test(chord.key));

function receive(bindings: readonly Binding[], event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const meant = bindings.filter(
    ({ chord, command }) => matchesChord(chord, event) && isAllowed(command, chord, event.target),
  );
  if (meant.some(isReserved)) event.preventDefault();
  // While a dialog asks something, shortcuts would change what it asks about.
  if (dialogIsOpen()) return;
  const binding = meant.find(({ command }) => isCommandEnabled(command));
  if (binding && runCommand(binding.command)) event.preventDefault();
}

/** Begins to listen; call once. */
export function bindKeys(): void {
  const bindings = COMMANDS.flatMap((command) =>
    (command.shortcuts ?? []).map((shortcut) => ({ chord: parseShortcut(shortcut), command })),
  );
  window.addEventListener('keydown', (event) => receive(bindings, event));
}
