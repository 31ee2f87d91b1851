import { READY_BLOCKS, readyDefinition } from '../../shared/catalogue/ready-blocks';
import { addInstance } from '../../shared/document/block-edits';
import {
  addDefinition,
  blocksById,
  blocksInside,
  definitionOf,
  openedBlock,
  usesOf,
} from '../../shared/document/blocks';
import { sameJson } from '../../shared/document/edits';
import { dissolveBlock, expandInside } from '../../shared/document/expand-block';
import { makeBlock } from '../../shared/document/make-block';
import type { NetworkNode, Position, ProjectDocument } from '../../shared/document/schema';
import { currentLocale } from '../app/i18n/i18n';
import { editViewed, openPath, useOpened, viewedDocument } from '../app/state/opened-store';
import { editDocument, useProject } from '../app/state/project-store';
import { select, useSelection } from '../app/state/selection-store';
import { askDissolve } from './ask-dissolve';
import { announce, currentPlace, refuse } from './canvas-store';
import { nodeName } from './document-selectors';
import { focusedNode } from './focus';
import { canvasWords } from './words';

const { entries: words } = canvasWords;

/** What the palette and a drag call a block of the project, and one that comes with the app. */
const OWN = 'block:';
const READY = 'ready-block:';
export const ownBlock = (id: string): string => OWN + id;
export const readyBlock = (kind: string): string => READY + kind;
export const isBlockChoice = (kind: string): boolean =>
  kind.startsWith(OWN) || kind.startsWith(READY);

/** Takes a ready-made block into the project; one that is there as it came is not taken twice. */
function takeReady(document: ProjectDocument, kind: string) {
  const ready = READY_BLOCKS.find((each) => each.kind === kind);
  if (!ready) return { document, id: null };
  const definition = readyDefinition(ready, currentLocale());
  const known = document.blocks.find(
    ({ network, settings }) =>
      sameJson(network, definition.network) && sameJson(settings, definition.settings),
  );
  return known ? { document, id: known.id } : addDefinition(document, definition);
}

/** Adds an instance of the block that the palette names so; null id where that cannot be. */
export function addBlock(
  document: ProjectDocument,
  choice: string,
  position: Position,
): { readonly document: ProjectDocument; readonly id: string | null } {
  const taken = choice.startsWith(READY)
    ? takeReady(document, choice.slice(READY.length))
    : { document, id: choice.slice(OWN.length) };
  const definition = blocksById(taken.document.blocks).get(taken.id ?? '');
  if (!definition) return { document, id: null };
  const opened = openedBlock(useProject.getState().document, useOpened.getState().path);
  if (opened !== null && blocksInside(taken.document.blocks, definition.id).has(opened)) {
    refuse(currentPlace().screen, words.blockInItself, { block: definition.name });
    return { document, id: null };
  }
  return addInstance(taken.document, definition, position);
}

const selectedIds = (): readonly string[] => [...useSelection.getState().nodes];

/** Makes a block of the selected layers, in one step, or says why not. */
export function blockSelection(): void {
  const locale = currentLocale();
  const made = makeBlock(viewedDocument(), selectedIds(), {
    block: words.blockName[locale],
    input: words.blockInputName[locale],
    output: words.blockOutputName[locale],
  });
  if (!made.ok) {
    refuse(currentPlace().screen, made.failure.text, made.failure.values);
    return;
  }
  editViewed(() => made.value.document);
  select({ nodes: [made.value.node] });
  announce(words.blockMade, { node: nodeName(made.value.node) });
}

/** The instance that a command means: the focused one, else the only selected one. */
export function oneBlock(): NetworkNode | null {
  const { nodes } = useSelection.getState();
  const id = focusedNode() ?? (nodes.size === 1 ? [...nodes][0] : undefined);
  const document = viewedDocument();
  const node = document.network.nodes.find((each) => each.id === id);
  return node && definitionOf(document.blocks, node) ? node : null;
}

export function openBlock(id: string): void {
  const name = nodeName(id);
  openPath([...useOpened.getState().path, id]);
  announce(words.blockOpened, { node: name });
}

/** Goes to the network that holds the opened instance, and selects that. */
export function leaveBlock(): void {
  const { path } = useOpened.getState();
  const last = path.at(-1);
  if (last === undefined) return;
  openPath(path.slice(0, -1));
  select({ nodes: [last] });
  announce(words.blockLeft, { node: nodeName(last) });
}

/** Puts the layers of an instance in its place, in one step, or says why not. */
export function expandInstance(id: string): void {
  const before = viewedDocument();
  const opened = openedBlock(useProject.getState().document, useOpened.getState().path);
  const expanded = expandInside(useProject.getState().document, opened, id);
  if (!expanded.ok) {
    refuse(currentPlace().screen, expanded.failure.text, expanded.failure.values);
    return;
  }
  const name = nodeName(id);
  editDocument(() => expanded.value);
  const old = new Set(before.network.nodes.map((node) => node.id));
  select({
    nodes: viewedDocument()
      .network.nodes.map((node) => node.id)
      .filter((each) => !old.has(each)),
  });
  announce(words.blockExpanded, { node: name });
}

/**
 * Deletes a definition, in one step. Where it is used, the person is asked first, and each instance becomes the
 * layers that it stands for: the network goes on to mean the same. Says why where that cannot be.
 */
export async function deleteBlock(id: string): Promise<void> {
  const { document } = useProject.getState();
  const block = blocksById(document.blocks).get(id)?.name ?? id;
  const count = usesOf(document, id);
  const dissolved = dissolveBlock(document, id);
  if (!dissolved.ok) {
    refuse(currentPlace().screen, dissolved.failure.text, dissolved.failure.values);
    return;
  }
  if (count > 0 && !(await askDissolve({ block, count }))) return;
  editDocument((now) => (now === document ? dissolved.value : now));
  announce(words.blockDeleted, { block });
}
