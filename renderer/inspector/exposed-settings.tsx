import { MultiSelect } from '@mantine/core';
import { LAYERS } from '../../shared/catalogue/layers';
import { exposeSetting, hideSetting } from '../../shared/document/block-settings';
import { blocksById, definitionOf, openedBlock } from '../../shared/document/blocks';
import type { BlockDefinition, NetworkNode, ProjectDocument } from '../../shared/document/schema';
import { useSay, useWords } from '../app/i18n/i18n';
import { useOpened } from '../app/state/opened-store';
import { editDocument, useProject } from '../app/state/project-store';
import { FieldFrame } from './fields/field-frame';
import { inspectorWords } from './words';

const isExposed = ({ settings }: BlockDefinition, node: string, parameter: string): boolean =>
  settings.some(({ targets }) =>
    targets.some((target) => target.node === node && target.parameter === parameter),
  );

/** Which parameters of a layer inside of a block its instances may set. */
export function ExposedSettings({ node }: { readonly node: NetworkNode }) {
  const t = useWords(inspectorWords);
  const say = useSay();
  const path = useOpened((state) => state.path);
  const document = useProject((state) => state.document);
  const block = openedBlock(document, path);
  const definition = blocksById(document.blocks).get(block ?? '');
  if (!definition) return null;
  const own = Object.entries(LAYERS.find(node.kind)?.parameters ?? {}).map(([name, { label }]) => ({
    value: name,
    label: say(label),
  }));
  const inner = definitionOf(document.blocks, node)?.settings ?? [];
  const parameters = [...own, ...inner.map(({ name }) => ({ value: name, label: name }))];
  if (parameters.length === 0) return null;
  const exposed = parameters.filter(({ value }) => isExposed(definition, node.id, value));
  const change = (wanted: readonly string[]) =>
    editDocument((before) =>
      parameters.reduce((next: ProjectDocument, { value, label }) => {
        const target = { node: node.id, parameter: value };
        return wanted.includes(value)
          ? isExposed(definition, node.id, value)
            ? next
            : exposeSetting(next, definition.id, `${node.name} · ${label}`, target)
          : hideSetting(next, definition.id, target);
      }, before),
    );
  return (
    <FieldFrame label={t('exposed')} help={t('exposedHelp')} error={null}>
      {(ids) => (
        <MultiSelect
          {...ids}
          data={parameters}
          value={exposed.map(({ value }) => value)}
          placeholder={exposed.length === 0 ? t('exposedNone') : undefined}
          onChange={change}
        />
      )}
    </FieldFrame>
  );
}
