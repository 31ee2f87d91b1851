import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { MAX_RUN_NAME, MAX_RUN_NOTE, NO_LABEL, type RunLabel } from '../../shared/host-data';
import { ask } from '../app/files/ask';
import { useWords } from '../app/i18n/i18n';
import { runsWords } from './words';

type Described = Pick<RunLabel, 'name' | 'note'>;

function LabelForm({
  label,
  answer,
}: {
  readonly label: Described;
  readonly answer: (described: Described | null) => void;
}) {
  const t = useWords(runsWords);
  const [name, setName] = useState(label.name);
  const [note, setNote] = useState(label.note);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    answer({ name: name.trim(), note: note.trim() });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          data-autofocus
          label={t('name')}
          value={name}
          maxLength={MAX_RUN_NAME}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t('note')}
          value={note}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={MAX_RUN_NOTE}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="subtle" color="gray" onClick={() => answer(null)}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('save')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

function Title() {
  return <>{useWords(runsWords)('describeTitle')}</>;
}

/** Asks for name and note of a run; null where the person changed their mind. */
export const askLabel = (label: RunLabel = NO_LABEL): Promise<Described | null> =>
  ask<Described | null>({
    title: <Title />,
    body: (answer) => <LabelForm label={label} answer={answer} />,
  });
