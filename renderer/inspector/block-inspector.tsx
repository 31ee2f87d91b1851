import { Button } from '@mantine/core';
import { blocksById } from '../../shared/document/blocks';
import { setNodeParameters } from '../../shared/document/edits';
import type { NetworkNode } from '../../shared/document/schema';
import type { BlockAnalysis } from '../../shared/graph/analysis';
import { useWords } from '../app/i18n/i18n';
import { editViewed } from '../app/state/opened-store';
import { useProject } from '../app/state/project-store';
import { deleteBlock, expandInstance, openBlock } from '../canvas/block-actions';
import { formOf } from './block-form';
import { BlockName } from './block-name';
import { BlockSettings } from './block-settings';
import classes from './form.module.css';
import { NameField } from './name-field';
import { ParameterForm } from './parameter-form';
import { Problems } from './problems';
import { SharedWeights } from './shared-weights';
import { inspectorWords } from './words';

/** An instance of a block: its settings, whose weights it has, and the ways into it. */
export function BlockInspector({
  node,
  analysed,
}: {
  readonly node: NetworkNode;
  readonly analysed: BlockAnalysis | undefined;
}) {
  const t = useWords(inspectorWords);
  const blocks = useProject((state) => state.document.blocks);
  const definition = blocksById(blocks).get(node.block ?? '');
  if (!definition) return <p className={classes.text}>{t('blockGone')}</p>;
  const { table, values } = formOf(definition, blocks);
  const problems = [...(analysed?.problems ?? []), ...(analysed?.problemsInside ?? [])];
  return (
    <div className={classes.section}>
      <NameField key={`name of ${node.id}`} node={node.id} name={node.name} />
      <BlockName key={`definition ${definition.id}`} definition={definition} />
      {problems.length > 0 && <Problems problems={problems} />}
      <ParameterForm
        key={`form of ${node.id}`}
        table={table}
        values={{ ...values, ...node.parameters }}
        onChange={(name, value) =>
          editViewed((document) => setNodeParameters(document, node.id, { [name]: value }))
        }
      />
      <BlockSettings definition={definition} />
      <SharedWeights node={node} weightsOf={node.weightsOf ?? null} hasWeights />
      <div className={classes.tools}>
        <Button variant="default" onClick={() => openBlock(node.id)}>
          {t('openBlock')}
        </Button>
        <Button variant="default" onClick={() => expandInstance(node.id)}>
          {t('expandBlock')}
        </Button>
        <Button variant="default" onClick={() => void deleteBlock(definition.id)}>
          {t('deleteBlock')}
        </Button>
      </div>
    </div>
  );
}
