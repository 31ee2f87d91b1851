import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { renameBlock } from '../../shared/document/block-edits';
import { MAX_NAME_CHARACTERS } from '../../shared/document/limits';
import type { BlockDefinition } from '../../shared/document/schema';
import { useWords } from '../app/i18n/i18n';
import { editDocument } from '../app/state/project-store';
import classes from './form.module.css';
import { inspectorWords } from './words';

/** The name of a block, for all of its instances; written when the person is done, as one step. */
export function BlockName({ definition }: { readonly definition: BlockDefinition }) {
  const t = useWords(inspectorWords);
  const [draft, setDraft] = useState<string | null>(null);
  const finish = () => {
    if (draft !== null) editDocument((document) => renameBlock(document, definition.id, draft));
    setDraft(null);
  };
  return (
    <TextInput
      label={t('blockName')}
      classNames={{ label: classes.label }}
      value={draft ?? definition.name}
      maxLength={MAX_NAME_CHARACTERS}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
