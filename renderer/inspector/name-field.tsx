import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { renameNode } from '../../shared/document/edits';
import { MAX_NAME_CHARACTERS } from '../../shared/document/limits';
import { useWords } from '../app/i18n/i18n';
import { editViewed } from '../app/state/opened-store';
import { NAME_FIELD_ID } from '../canvas/focus';
import classes from './form.module.css';
import { inspectorWords } from './words';

/** The name of a node; written to the document when the person is done, as one step. */
export function NameField({ node, name }: { readonly node: string; readonly name: string }) {
  const t = useWords(inspectorWords);
  const [draft, setDraft] = useState<string | null>(null);
  const isEmpty = draft !== null && draft.trim() === '';
  const finish = () => {
    if (draft !== null && !isEmpty) editViewed((document) => renameNode(document, node, draft));
    setDraft(null);
  };
  return (
    <TextInput
      id={NAME_FIELD_ID}
      label={t('name')}
      classNames={{ label: classes.label }}
      value={draft ?? name}
      maxLength={MAX_NAME_CHARACTERS}
      error={isEmpty ? t('nameEmpty') : undefined}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setDraft(null);
      }}
    />
  );
}
