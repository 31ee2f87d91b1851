import { Button, Group, NumberInput, Radio, Stack, Text } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import { describeEdit } from '../../shared/diagnosis/describe-edit';
import { setTraining } from '../../shared/document/edits';
import type { ProjectDocument } from '../../shared/document/schema';
import type { ReadRun } from '../../shared/host-data';
import { isOver } from '../../shared/telemetry/protocol';
import type { Text as Bilingual } from '../../shared/text/text';
import { ask } from '../app/files/ask';
import { host } from '../app/host/host';
import { sayError, sentenceOf } from '../app/host/report-failure';
import { currentLocale, useSay, useWords } from '../app/i18n/i18n';
import { startRun } from '../app/run/control';
import { undo, useProject } from '../app/state/project-store';
import { useRun } from '../app/state/run-store';
import { formatStep } from '../monitor/time-axis';
import { takeRunDocument } from './actions';
import { type Continuation, continuationOf, trainedOn } from './continuation';
import { runsWords } from './words';

interface Begun {
  readonly read: ReadRun;
  readonly continuation: Continuation;
}

/** What was changed since the run, but for how long it trains. */
function changesSince({ document }: ReadRun, now: ProjectDocument): readonly Bilingual[] {
  const { epochs } = now.training;
  return describeEdit(setTraining(document, { epochs }), now);
}

/** Trains on as asked; rejects where the host refuses it, with the project as it was. */
async function trainOn(
  { read, continuation }: Begun,
  isAsRun: boolean,
  epochs: number,
): Promise<void> {
  const { run } = read.summary;
  const before = useProject.getState().document;
  const base = isAsRun ? read.document : before;
  const document = takeRunDocument(run, trainedOn(base, continuation, epochs));
  try {
    await startRun({ document, paused: false, from: { run, keep: continuation.keep } });
  } catch (error) {
    if (document !== before && useProject.getState().document === document) undo();
    throw error;
  }
}

function ContinueForm({ begun, close }: { readonly begun: Begun; readonly close: () => void }) {
  const t = useWords(runsWords);
  const say = useSay();
  const { read, continuation } = begun;
  const { keep, step, done, proposed, maximum } = continuation;
  const now = useProject((state) => state.document);
  const changes = useMemo(() => changesSince(read, now), [read, now]);
  const [epochs, setEpochs] = useState<number | string>(proposed);
  const [base, setBase] = useState('run');
  const [isStarting, setIsStarting] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const isGiven = typeof epochs === 'number' && epochs >= 1;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isGiven) return;
    setIsStarting(true);
    try {
      await trainOn(begun, base === 'run' || changes.length === 0, epochs);
      close();
    } catch (error) {
      setRefusal(sentenceOf(error));
      setIsStarting(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} data-testid="train-on">
      <Stack gap="sm">
        <Text size="sm">
          {keep === 'state' ? t('stateKept') : t('weightsKept', { step: formatStep(step) })}
        </Text>
        <NumberInput
          data-autofocus
          label={t(keep === 'state' ? 'onFor' : 'epochsOf')}
          description={
            keep === 'state' && isGiven ? t('onTo', { total: done + epochs }) : undefined
          }
          min={1}
          max={maximum}
          allowDecimal={false}
          clampBehavior="strict"
          value={epochs}
          onChange={setEpochs}
        />
        {changes.length > 0 && (
          <Radio.Group
            label={t('whichSettings')}
            description={t('differsBy', { changes: changes.map((line) => say(line)).join(' · ') })}
            value={base}
            onChange={setBase}
          >
            <Stack gap={4} mt={6}>
              <Radio size="xs" value="run" label={t('asRun')} />
              <Radio size="xs" value="project" label={t('asProject')} />
            </Stack>
          </Radio.Group>
        )}
        {refusal && (
          <Text size="sm" c="var(--vp-error)" role="alert">
            {refusal}
          </Text>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="subtle" color="gray" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={!isGiven} loading={isStarting}>
            {t('begin')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Title({ step }: { readonly step: number }) {
  return <>{useWords(runsWords)('trainOnTitle', { step: formatStep(step) })}</>;
}

const refuse = (word: 'onlyTrainings' | 'stillTraining'): void =>
  sayError(runsWords.entries[word][currentLocale()]);

/** Asks how long a run that is over is to be trained on, and begins. Rejects where the run cannot be read. */
export async function continueRun(run: string): Promise<void> {
  const read = await host.call('runs.read', { run, groups: [] });
  const { purpose, state } = read.summary;
  if (!isOver(state.phase)) return refuse('stillTraining');
  if (purpose.kind === 'rateTest' || purpose.kind === 'fold') return refuse('onlyTrainings');
  // A run that never told what it measures has no step behind it.
  const continuation = continuationOf(read.summary, read.layout?.stepsPerEpoch ?? 1);
  await ask<true>({
    title: <Title step={continuation.step} />,
    body: (answer) => <ContinueForm begun={{ read, continuation }} close={() => answer(true)} />,
  });
}

/** The run whose charts are shown. */
export async function continueShownRun(): Promise<void> {
  const { run } = useRun.getState();
  if (run) await continueRun(run);
}
