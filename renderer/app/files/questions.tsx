import { Button, Group, List, Stack, Text } from '@mantine/core';
import type { Text as Bilingual } from '../../../shared/text/text';
import { useSay, useWords } from '../i18n/i18n';
import { ask } from './ask';
import { fileWords } from './words';

type Key = keyof typeof fileWords.entries;

/** A sentence of this room that follows a language switch while its dialog is open. */
function Say({ word, name }: { readonly word: Key; readonly name?: string }) {
  const t = useWords(fileWords);
  return <>{t(word, name === undefined ? {} : { name })}</>;
}

export type UnsavedAnswer = 'save' | 'discard' | 'cancel';

/** Asks what should become of unsaved changes. Closing the dialog is the safe answer: cancel. */
export async function askUnsaved(name: string): Promise<UnsavedAnswer> {
  const answer = await ask<UnsavedAnswer>({
    title: <Say word="unsavedTitle" name={name} />,
    body: (choose) => (
      <Stack>
        <Text size="sm">
          <Say word="unsavedText" />
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="subtle" color="gray" onClick={() => choose('cancel')}>
            <Say word="cancel" />
          </Button>
          <Button variant="default" onClick={() => choose('discard')}>
            <Say word="discard" />
          </Button>
          <Button data-autofocus onClick={() => choose('save')}>
            <Say word="save" />
          </Button>
        </Group>
      </Stack>
    ),
  });
  return answer ?? 'cancel';
}

/** Asks before something that cannot be taken back. */
export async function askDanger(
  words: { readonly title: Key; readonly text: Key; readonly confirm: Key },
  name: string,
): Promise<boolean> {
  const answer = await ask<boolean>({
    title: <Say word={words.title} name={name} />,
    body: (choose) => (
      <Stack>
        <Text size="sm">
          <Say word={words.text} />
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" data-autofocus onClick={() => choose(false)}>
            <Say word="cancel" />
          </Button>
          <Button color="red" onClick={() => choose(true)}>
            <Say word={words.confirm} />
          </Button>
        </Group>
      </Stack>
    ),
  });
  return answer === true;
}

function RepairList({ repairs }: { readonly repairs: readonly Bilingual[] }) {
  const say = useSay();
  return (
    <List size="sm" spacing="xs">
      {repairs.map((repair) => (
        <List.Item key={repair.en}>{say(repair)}</List.Item>
      ))}
    </List>
  );
}

/** Shows sentences about a file that was taken in. */
async function showList(title: Key, text: Key, sentences: readonly Bilingual[]): Promise<void> {
  await ask<true>({
    title: <Say word={title} />,
    body: (choose) => (
      <Stack>
        <Text size="sm">
          <Say word={text} />
        </Text>
        <RepairList repairs={sentences} />
        <Group justify="flex-end">
          <Button data-autofocus onClick={() => choose(true)}>
            <Say word="repairsOk" />
          </Button>
        </Group>
      </Stack>
    ),
  });
}

/** Lists what was mended in a damaged file. */
export const showRepairs = (repairs: readonly Bilingual[]): Promise<void> =>
  showList('repairsTitle', 'repairsText', repairs);

/** Lists what was not taken over of another tool's file. */
export const showImportNotes = (notes: readonly Bilingual[]): Promise<void> =>
  showList('importTitle', 'importText', notes);
