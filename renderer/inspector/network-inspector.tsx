import { Button } from '@mantine/core';
import { blocksById, openedBlock } from '../../shared/document/blocks';
import { useWords } from '../app/i18n/i18n';
import { useAnalysis } from '../app/state/analysis';
import { useOpened } from '../app/state/opened-store';
import { useProject } from '../app/state/project-store';
import { useView } from '../app/state/view-store';
import { byteText } from '../canvas/format';
import { BlockName } from './block-name';
import { BlockSettings } from './block-settings';
import { Facts, Section } from './facts';
import classes from './form.module.css';
import { ProblemList } from './problem-list';
import { inspectorWords } from './words';

/** The block whose network is open: its name and what it exposes. */
function OpenedBlock() {
  const t = useWords(inspectorWords);
  const path = useOpened((state) => state.path);
  const document = useProject((state) => state.document);
  const definition = blocksById(document.blocks).get(openedBlock(document, path) ?? '');
  if (!definition) return null;
  return (
    <Section title={t('block')}>
      <BlockName key={`definition ${definition.id}`} definition={definition} />
      <BlockSettings definition={definition} />
    </Section>
  );
}

/** The whole network, where nothing is selected: its size, how it is trained, and what is wrong with it. */
export function NetworkInspector() {
  const t = useWords(inspectorWords);
  const totals = useAnalysis((analysis) => analysis.totals);
  const layers = useProject((state) => state.document.network.nodes.length);
  const connections = useProject((state) => state.document.network.edges.length);
  const count = (value: number) => value.toLocaleString('en-US');
  return (
    <>
      <OpenedBlock />
      <Section title={t('network')}>
        <Facts
          facts={[
            { key: 'layers', label: t('layers'), value: count(layers) },
            { key: 'connections', label: t('connections'), value: count(connections) },
            { key: 'parameters', label: t('parameterCount'), value: count(totals.parameters) },
            ...(totals.trainable === totals.parameters
              ? []
              : [{ key: 'trainable', label: t('trainableCount'), value: count(totals.trainable) }]),
            { key: 'flops', label: t('flops'), value: count(totals.flops) },
            { key: 'memory', label: t('memory'), value: byteText(totals.trainingBytes) },
          ]}
        />
        <p className={classes.text}>{t('memoryHelp')}</p>
        <p className={classes.text}>{t('selectHint')}</p>
      </Section>
      <Section title={t('training')}>
        <p className={classes.text}>{t('trainingHint')}</p>
        <div>
          <Button variant="default" onClick={() => useView.setState({ inspectorTab: 'training' })}>
            {t('openTraining')}
          </Button>
        </div>
      </Section>
      <Section title={t('problems')}>
        <ProblemList />
      </Section>
    </>
  );
}
