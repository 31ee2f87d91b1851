import { Button, Group, Stack, Text } from '@mantine/core';
import { ask } from '../app/files/ask';
import { useWords } from '../app/i18n/i18n';
import { canvasWords } from './words';

interface Used {
  readonly block: string;
  /** Of its instances. */
  readonly count: number;
}

function Title({ block }: Pick<Used, 'block'>) {
  const t = useWords(canvasWords);
  return <>{t('dissolveTitle', { block })}</>;
}

function Body({ block, count, answer }: Used & { readonly answer: (value: boolean) => void }) {
  const t = useWords(canvasWords);
  return (
    <Stack>
      <Text size="sm">{t('dissolveText', { block, count })}</Text>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={() => answer(false)}>
          {t('dissolveCancel')}
        </Button>
        <Button data-autofocus onClick={() => answer(true)}>
          {t('dissolve')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Asks before a block that is used is deleted. */
export const askDissolve = async (used: Used): Promise<boolean> =>
  (await ask<boolean>({
    title: <Title block={used.block} />,
    body: (answer) => <Body {...used} answer={answer} />,
  })) === true;
