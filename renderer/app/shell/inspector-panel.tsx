import { SlidersHorizontal, SquareFunction } from 'lucide-react';
import { useEffect } from 'react';
import { Inspector } from '../../inspector/inspector';
import { TrainingForm } from '../../inspector/training-form';
import { useWords } from '../i18n/i18n';
import { useSelection } from '../state/selection-store';
import { useView } from '../state/view-store';
import { REGION_ATTRIBUTE } from './focus-regions';
import { TabbedPanel } from './tabbed-panel';
import { shellWords } from './words';
import styles from './workbench.module.css';

const region = { [REGION_ATTRIBUTE]: '' };

/** Choosing a node is asking about it. */
function useFollowSelection(): void {
  useEffect(
    () =>
      useSelection.subscribe((selection, previous) => {
        if (selection.nodes !== previous.nodes && selection.nodes.size > 0) {
          useView.setState({ inspectorTab: 'layer' });
        }
      }),
    [],
  );
}

/** The form of the selected layer, and the settings of training. */
export function InspectorPanel() {
  const t = useWords(shellWords);
  const tab = useView((state) => state.inspectorTab);
  useFollowSelection();
  const tabs = [
    { name: 'layer' as const, label: t('layer'), icon: SquareFunction, content: <Inspector /> },
    {
      name: 'training' as const,
      label: t('training'),
      icon: SlidersHorizontal,
      content: <TrainingForm />,
    },
  ];
  return (
    <section className={styles.side} aria-label={t('inspector')} {...region}>
      <TabbedPanel
        panel="right"
        label={t('inspector')}
        tabs={tabs}
        tab={tab}
        choose={(inspectorTab) => useView.setState({ inspectorTab })}
      />
    </section>
  );
}
