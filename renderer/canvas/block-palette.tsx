import { Trash2 } from 'lucide-react';
import type { DragEvent } from 'react';
import { STRUCTURAL_KINDS } from '../../shared/catalogue/node-kinds';
import { READY_BLOCKS } from '../../shared/catalogue/ready-blocks';
import { BLOCK } from '../../shared/document/blocks';
import { useLocale, useWords } from '../app/i18n/i18n';
import { useOpened } from '../app/state/opened-store';
import { useProject } from '../app/state/project-store';
import { addLayerInView } from './actions';
import { deleteBlock, ownBlock, readyBlock } from './block-actions';
import { matches } from './headline';
import { LayerIcon } from './icons';
import classes from './palette.module.css';
import { LAYER_MIME } from './palette-drag';
import { canvasWords } from './words';

interface Choice {
  readonly kind: string;
  readonly label: string;
  readonly summary: string;
  readonly icon: string;
  /** Of a block of the project, which can be deleted. */
  readonly definition?: string;
}

/** The project's own blocks, those that come with the app, and inside of a block the ends that it may have. */
export function useBlockChoices(): readonly Choice[] {
  const t = useWords(canvasWords);
  const locale = useLocale();
  const blocks = useProject((state) => state.document.blocks);
  const isInside = useOpened((state) => state.path.length > 0);
  const ends = isInside ? STRUCTURAL_KINDS.filter(({ kind }) => kind !== BLOCK) : [];
  return [
    ...ends.map(({ kind, label, summary, icon }) => ({
      kind,
      label: label[locale],
      summary: summary[locale],
      icon,
    })),
    ...blocks.map(({ id, name }) => ({
      kind: ownBlock(id),
      label: name || id,
      summary: t('ownBlock'),
      icon: 'package',
      definition: id,
    })),
    ...READY_BLOCKS.map(({ kind, label, summary }) => ({
      kind: readyBlock(kind),
      label: label[locale],
      summary: summary[locale],
      icon: 'package',
    })),
  ];
}

/** The palette's section of blocks. */
export function BlockPalette({ search }: { readonly search: string }) {
  const t = useWords(canvasWords);
  const found = useBlockChoices().filter(({ label }) => matches([label], search));
  if (found.length === 0) return null;
  const onDragStart = (event: DragEvent, kind: string) => {
    event.dataTransfer.setData(LAYER_MIME, kind);
    event.dataTransfer.effectAllowed = 'copy';
  };
  return (
    <fieldset className={classes.group}>
      <legend>{t('group.block')}</legend>
      {found.map(({ kind, label, summary, icon, definition }) => (
        <div key={kind} className={classes.row}>
          <button
            type="button"
            className={classes.item}
            data-kind={kind}
            data-group="block"
            title={summary}
            draggable
            onDragStart={(event) => onDragStart(event, kind)}
            onClick={() => addLayerInView(kind)}
          >
            <LayerIcon name={icon} />
            <span>{label}</span>
          </button>
          {definition !== undefined && (
            <button
              type="button"
              className={classes.remove}
              aria-label={t('deleteBlock', { block: label })}
              title={t('deleteBlock', { block: label })}
              onClick={() => void deleteBlock(definition)}
            >
              <Trash2 size={14} aria-hidden />
            </button>
          )}
        </div>
      ))}
    </fieldset>
  );
}
