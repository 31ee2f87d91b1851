import { Badge, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { MAX_NAME_CHARACTERS } from '../../../shared/document/limits';
import { shownName } from '../../../shared/labs/shown-name';
import { fileWords } from '../files/words';
import { useLocale, useSay, useWords } from '../i18n/i18n';
import { editDocument, isDirty, useProject } from '../state/project-store';
import styles from './top-bar.module.css';
import { shellWords } from './words';

/** Gives the project another name than the one that is shown. */
function rename(shown: string, name: string): void {
  const trimmed = name.trim();
  if (!trimmed || trimmed === shown) return;
  editDocument((document) =>
    document.name === trimmed ? document : { ...document, name: trimmed },
  );
}

function NameField({ name, done }: { readonly name: string; done(): void }) {
  const t = useWords(shellWords);
  const [value, setValue] = useState(name);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter') rename(name, value);
    if (event.key === 'Enter' || event.key === 'Escape') done();
  };
  return (
    <TextInput
      className={styles.nameField}
      aria-label={t('projectName')}
      value={value}
      maxLength={MAX_NAME_CHARACTERS}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setValue(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => {
        rename(name, value);
        done();
      }}
    />
  );
}

/** The project's name, where it is kept, whether it is saved; click to rename. */
export function ProjectName() {
  const t = useWords(shellWords);
  const files = useWords(fileWords);
  const say = useSay();
  const locale = useLocale();
  const name = useProject(({ document }) => shownName(document, locale));
  const location = useProject((state) => state.location);
  const dirty = useProject(isDirty);
  const readOnly = useProject((state) => state.readOnly);
  const [editing, setEditing] = useState(false);
  if (editing) return <NameField name={name} done={() => setEditing(false)} />;
  return (
    <>
      <Tooltip label={location ?? t('projectName')}>
        <UnstyledButton
          className={styles.name}
          aria-label={`${t('projectName')}: ${name}`}
          onClick={() => setEditing(true)}
        >
          {name}
        </UnstyledButton>
      </Tooltip>
      {dirty && (
        <Tooltip label={files('unsaved')}>
          <span className={styles.mark} role="img" aria-label={files('unsaved')} />
        </Tooltip>
      )}
      {readOnly && (
        <Tooltip multiline w={280} label={say(readOnly)}>
          <Badge className={styles.readOnly} size="sm" variant="outline" color="gray" tabIndex={0}>
            {files('readOnly')}
          </Badge>
        </Tooltip>
      )}
    </>
  );
}
