import { VisuallyHidden } from '@mantine/core';
import { type LucideIcon, Minus, PackageOpen, PencilLine, Plus } from 'lucide-react';
import { useCallback } from 'react';
import { useSay, useWords } from '../app/i18n/i18n';
import { useOpened, useViewed } from '../app/state/opened-store';
import { type ShownEdit, useShownEdit } from '../app/state/shown-edit-store';
import { nodesById } from './document-selectors';
import { type EditMark, seenEdit } from './edit-marks';
import classes from './edit-marks.module.css';
import { canvasWords } from './words';

const ICONS: Readonly<Record<EditMark['type'], LucideIcon>> = {
  changed: PencilLine,
  added: Plus,
  removed: Minus,
  inside: PackageOpen,
};

/** The sign of what would become of a node; its shape says it without colour. */
export function EditBadge({ type }: { readonly type: EditMark['type'] }) {
  const Icon = ICONS[type];
  return (
    <span className={classes.badge} data-change={type}>
      <Icon size={14} aria-hidden />
    </span>
  );
}

/** What an edit that is shown would do to a node: its sign, and below the node each line as old → new. */
export function EditMarkView({
  mark,
  isFar,
}: {
  readonly mark: EditMark;
  readonly isFar: boolean;
}) {
  const t = useWords(canvasWords);
  const say = useSay();
  return (
    <>
      <EditBadge type={mark.type} />
      {!isFar && (
        <ul className={classes.lines} data-change={mark.type} data-testid="edit-lines">
          {mark.type === 'inside' && <li>{t('changesInside')}</li>}
          {mark.lines.map(({ brief, full }) => (
            <li key={full.en} title={say(full)}>
              {say(brief)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A mark in words. */
export function useSaidMark(): (mark: EditMark) => string {
  const t = useWords(canvasWords);
  const say = useSay();
  return useCallback(
    ({ type, lines }) =>
      [
        ...(type === 'inside' ? [t('changesInside')] : []),
        ...lines.map(({ full }) => say(full)),
      ].join('; '),
    [t, say],
  );
}

/** The edit that is shown, node by node for those who hear the canvas. */
export function EditSummary() {
  const edit = useShownEdit((state) => state.edit);
  return edit && <Summary edit={edit} />;
}

function Summary({ edit }: { readonly edit: ShownEdit }) {
  const t = useWords(canvasWords);
  const saidMark = useSaidMark();
  const path = useOpened((state) => state.path);
  const nodes = useViewed(({ network }) => network.nodes);
  const { marks, added, addedEdges, removedEdges } = seenEdit(edit, path);
  const names = nodesById(nodes);
  return (
    <VisuallyHidden>
      <section aria-label={t('shownEdit')} data-testid="edit-summary">
        <ul>
          {[...marks].map(([id, mark]) => (
            <li key={id}>
              {t('nodeWouldChange', { name: names.get(id)?.name || id, changes: saidMark(mark) })}
            </li>
          ))}
          {added.map(({ id, name, kind }) => (
            <li key={id}>{t('nodeWouldCome', { name: name || kind })}</li>
          ))}
          {addedEdges.length + removedEdges.size > 0 && (
            <li>
              {t('edgesWouldChange', { added: addedEdges.length, removed: removedEdges.size })}
            </li>
          )}
        </ul>
      </section>
    </VisuallyHidden>
  );
}
