import { Fragment } from 'react';
import { openedBlock, seenInside } from '../../shared/document/blocks';
import { useWords } from '../app/i18n/i18n';
import { openPath, useOpened } from '../app/state/opened-store';
import { useProject } from '../app/state/project-store';
import classes from './breadcrumb.module.css';
import { canvasWords } from './words';

/** Where the canvas is, from the whole network to the opened block; each step goes back there. */
export function Breadcrumb() {
  const t = useWords(canvasWords);
  const path = useOpened((state) => state.path);
  const document = useProject((state) => state.document);
  if (path.length === 0) return null;
  const nameAt = (depth: number): string => {
    const { nodes } = seenInside(document, openedBlock(document, path.slice(0, depth))).network;
    return nodes.find(({ id }) => id === path[depth])?.name || (path[depth] ?? '');
  };
  return (
    <nav className={classes.breadcrumb} aria-label={t('breadcrumb')}>
      <button type="button" className={classes.step} onClick={() => openPath([])}>
        {t('wholeNetwork')}
      </button>
      {path.map((id, depth) => (
        <Fragment key={path.slice(0, depth + 1).join('/')}>
          <span aria-hidden>›</span>
          {depth === path.length - 1 ? (
            <span className={classes.here} aria-current="location">
              {nameAt(depth)}
            </span>
          ) : (
            <button
              type="button"
              className={classes.step}
              onClick={() => openPath(path.slice(0, depth + 1))}
              title={id}
            >
              {nameAt(depth)}
            </button>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
