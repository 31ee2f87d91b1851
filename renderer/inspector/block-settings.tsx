import { ActionIcon, Select, TextInput } from '@mantine/core';
import { EyeOff } from 'lucide-react';
import { useState } from 'react';
import { LAYERS } from '../../shared/catalogue/layers';
import { mergeSettings, removeSetting, renameSetting } from '../../shared/document/block-settings';
import { MAX_NAME_CHARACTERS } from '../../shared/document/limits';
import type { BlockDefinition, BlockSetting } from '../../shared/document/schema';
import { useSay, useWords } from '../app/i18n/i18n';
import { editDocument, useProject } from '../app/state/project-store';
import { exposedBy, mergeable } from './block-form';
import classes from './form.module.css';
import { inspectorWords } from './words';

interface SettingProps {
  readonly definition: BlockDefinition;
  readonly setting: BlockSetting;
}

/** The name of a setting; written when the person is done, as one step. A name that another setting has is not taken. */
function SettingName({ definition, setting }: SettingProps) {
  const t = useWords(inspectorWords);
  const [draft, setDraft] = useState<string | null>(null);
  const wanted = draft?.trim() ?? setting.name;
  const isTaken = definition.settings.some((each) => each !== setting && each.name === wanted);
  const finish = () => {
    if (draft !== null) {
      editDocument((document) => renameSetting(document, definition.id, setting.name, draft));
    }
    setDraft(null);
  };
  return (
    <TextInput
      aria-label={t('settingName', { name: setting.name })}
      value={draft ?? setting.name}
      maxLength={MAX_NAME_CHARACTERS}
      error={isTaken ? t('settingTaken') : undefined}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}

/** What a setting sets, as people know it: `Dense 1 · Units`. */
function useTargetNames({ definition, setting }: SettingProps): string {
  const say = useSay();
  return setting.targets
    .flatMap(({ node: id, parameter }) => {
      const node = definition.network.nodes.find((each) => each.id === id);
      if (!node) return [];
      const label = LAYERS.find(node.kind)?.parameters[parameter]?.label;
      return [`${node.name || id} · ${label ? say(label) : parameter}`];
    })
    .join(', ');
}

function Setting({ definition, setting }: SettingProps) {
  const t = useWords(inspectorWords);
  const blocks = useProject((state) => state.document.blocks);
  const targets = useTargetNames({ definition, setting });
  const others = mergeable(setting, definition, blocks);
  const merge = (into: BlockSetting) => {
    const value = exposedBy(into, definition, blocks)?.value;
    if (value === undefined) return;
    const merged = { from: setting.name, into: into.name, value };
    editDocument((document) => mergeSettings(document, definition.id, merged));
  };
  return (
    <li className={classes.form}>
      <div className={classes.withButton}>
        <SettingName definition={definition} setting={setting} />
        <ActionIcon
          size={30}
          variant="default"
          aria-label={t('hideSetting', { name: setting.name })}
          title={t('hideSetting', { name: setting.name })}
          onClick={() =>
            editDocument((document) => removeSetting(document, definition.id, setting.name))
          }
        >
          <EyeOff size={14} aria-hidden />
        </ActionIcon>
      </div>
      <p className={classes.text}>{t('settingSets', { targets })}</p>
      {others.length > 0 && (
        <Select
          aria-label={t('mergeSetting', { name: setting.name })}
          placeholder={t('mergeInto')}
          data={others.map(({ name }) => name)}
          value={null}
          onChange={(name) => {
            const into = others.find((other) => other.name === name);
            if (into) merge(into);
          }}
        />
      )}
    </li>
  );
}

/** The settings that a block exposes: their names, what each sets, and which are one. */
export function BlockSettings({ definition }: { readonly definition: BlockDefinition }) {
  const t = useWords(inspectorWords);
  const { settings } = definition;
  if (settings.length === 0) return <p className={classes.text}>{t('blockNoSettings')}</p>;
  return (
    <details className={classes.group}>
      <summary>{t('editSettings')}</summary>
      <ul className={classes.settings}>
        {settings.map((setting) => (
          <Setting key={setting.name} definition={definition} setting={setting} />
        ))}
      </ul>
    </details>
  );
}
