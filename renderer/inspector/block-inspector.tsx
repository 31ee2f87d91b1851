import { Button } from '@mantine/core';
import { LAYERS } from '../../shared/catalogue/layers';
import type { Parameter, ParameterTable } from '../../shared/catalogue/parameter';
import { blocksById, definitionOf } from '../../shared/document/blocks';
import { setNodeParameters } from '../../shared/document/edits';
import type {
  BlockDefinition,
  BlockSetting,
  JsonValue,
  NetworkNode,
  Parameters,
} from '../../shared/document/schema';
import type { BlockAnalysis } from '../../shared/graph/analysis';
import { useWords } from '../app/i18n/i18n';
import { editViewed } from '../app/state/opened-store';
import { useProject } from '../app/state/project-store';
import { expandInstance, openBlock } from '../canvas/block-actions';
import { BlockName } from './block-name';
import classes from './form.module.css';
import { NameField } from './name-field';
import { ParameterForm } from './parameter-form';
import { Problems } from './problems';
import { SharedWeights } from './shared-weights';
import { inspectorWords } from './words';

interface Exposed {
  readonly parameter: Parameter;
  readonly value: JsonValue;
}

/** What the first target of a setting is, and its value inside of the block; through blocks inside of blocks. */
function exposedBy(
  { targets }: BlockSetting,
  { network }: BlockDefinition,
  blocks: readonly BlockDefinition[],
): Exposed | null {
  for (const { node: id, parameter: name } of targets) {
    const node = network.nodes.find((each) => each.id === id);
    if (!node) continue;
    const own = node.parameters[name];
    const parameter = LAYERS.find(node.kind)?.parameters[name];
    if (parameter) return { parameter, value: own ?? (parameter.default as JsonValue) };
    const inner = definitionOf(blocks, node);
    const setting = inner?.settings.find((each) => each.name === name);
    const found = inner && setting ? exposedBy(setting, inner, blocks) : null;
    if (found) return { ...found, value: own ?? found.value };
  }
  return null;
}

function formOf(
  definition: BlockDefinition,
  blocks: readonly BlockDefinition[],
): { readonly table: ParameterTable; readonly values: Parameters } {
  const table: Record<string, Parameter> = {};
  const values: Record<string, JsonValue> = {};
  for (const setting of definition.settings) {
    const exposed = exposedBy(setting, definition, blocks);
    if (!exposed) continue;
    const label = { en: setting.name, zh: setting.name };
    table[setting.name] = { ...exposed.parameter, label, visibleWhen: undefined };
    values[setting.name] = exposed.value;
  }
  return { table, values };
}

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
      {definition.settings.length === 0 && <p className={classes.text}>{t('blockNoSettings')}</p>}
      <SharedWeights node={node} weightsOf={node.weightsOf ?? null} hasWeights />
      <div className={classes.tools}>
        <Button variant="default" onClick={() => openBlock(node.id)}>
          {t('openBlock')}
        </Button>
        <Button variant="default" onClick={() => expandInstance(node.id)}>
          {t('expandBlock')}
        </Button>
      </div>
    </div>
  );
}
