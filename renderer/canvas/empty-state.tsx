import { Button } from '@mantine/core';
import { useWords } from '../app/i18n/i18n';
import { useViewed } from '../app/state/opened-store';
import { useView } from '../app/state/view-store';
import { addLayerInView } from './actions';
import classes from './empty-state.module.css';
import { addTemplate } from './template';
import { canvasWords } from './words';

/** What to do first, on a canvas without a node or a comment. */
export function EmptyState() {
  const t = useWords(canvasWords);
  const isEmpty = useViewed(
    ({ network }) => network.nodes.length === 0 && network.comments.length === 0,
  );
  if (!isEmpty) return null;
  return (
    <div className={classes.empty}>
      <h2>{t('emptyTitle')}</h2>
      <p>{t('emptyText')}</p>
      <div className={classes.choices}>
        <Button onClick={() => addLayerInView('input')}>{t('emptyInput')}</Button>
        <Button variant="default" onClick={addTemplate}>
          {t('emptyTemplate')}
        </Button>
        <Button variant="default" onClick={() => useView.setState({ screen: 'start' })}>
          {t('emptyLab')}
        </Button>
      </div>
    </div>
  );
}
