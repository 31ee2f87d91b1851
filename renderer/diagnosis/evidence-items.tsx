import { UnstyledButton } from '@mantine/core';
import type { Evidence } from '../../shared/diagnosis/finding';
import { useSay, useWords } from '../app/i18n/i18n';
import { selectPath } from '../app/state/opened-store';
import { useCursor } from '../app/state/run-store';
import { useView } from '../app/state/view-store';
import styles from './diagnosis.module.css';
import { diagnosisWords } from './words';

/** Goes where a piece of evidence can be seen: the chart, the step and the layer. */
function goTo({ chart, node, step }: Evidence): void {
  if (chart) useView.setState({ monitorTab: chart });
  if (node) useView.setState({ reveal: selectPath(node), inspectorTab: 'layer' });
  if (step !== null) useCursor.setState({ step });
}

/** Sentences with a figure each; those that a chart shows lead there. */
export function EvidenceItems({ items }: { readonly items: readonly Evidence[] }) {
  const t = useWords(diagnosisWords);
  const say = useSay();
  return (
    <ul className={styles.list}>
      {items.map((one) => (
        <li key={one.text.en}>
          {one.chart === null ? (
            say(one.text)
          ) : (
            <UnstyledButton
              className={styles.evidence}
              title={t('showEvidence')}
              onClick={() => goTo(one)}
            >
              {say(one.text)}
            </UnstyledButton>
          )}
        </li>
      ))}
    </ul>
  );
}
