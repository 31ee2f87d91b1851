import { Button, Checkbox, Input, NumberInput, SegmentedControl, Select } from '@mantine/core';
import type { RunSummary } from '../../../shared/host-data';
import {
  LANDSCAPE_LIMITS,
  LANDSCAPE_SHARES,
  type LandscapeShare,
} from '../../../shared/telemetry/landscape';
import { reportFailure } from '../../app/host/report-failure';
import { useLocale, useWords } from '../../app/i18n/i18n';
import { formatStep } from '../../monitor/time-axis';
import { PHASE_WORDS } from '../../monitor/use-runs';
import { monitorWords } from '../../monitor/words';
import styles from './landscape.module.css';
import {
  chooseLandscape,
  endLandscape,
  type LandscapeChoice,
  measureLandscape,
  useLandscape,
} from './landscape-store';
import { landscapeWords } from './words';

const RESOLUTIONS = [9, 17, 25, 33, 51] as const;
const DIRECTIONS = ['random', 'path'] as const;
const STARTED = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;

interface LimitedProps {
  readonly label: string;
  readonly name: 'range' | 'samples' | 'seed';
  readonly step?: number;
}

/** A number of the choice, within its limits; what is no number leaves the choice as it was. */
function Limited({ label, name, step = 1 }: LimitedProps) {
  const value = useLandscape(({ choice }) => choice[name]);
  const { least, most } = LANDSCAPE_LIMITS[name];
  return (
    <NumberInput
      className={styles.number}
      label={label}
      value={value}
      min={least}
      max={most}
      step={step}
      allowDecimal={step < 1}
      clampBehavior="strict"
      onChange={(next) => {
        if (typeof next === 'number' && next >= least) chooseLandscape({ [name]: next });
      }}
    />
  );
}

interface RunSelectProps {
  readonly runs: readonly RunSummary[];
  readonly run: string | null;
}

/** The runs of the project; without a choice, the one that the window shows. */
function RunSelect({ runs, run }: RunSelectProps) {
  const t = useWords(landscapeWords);
  const say = useWords(monitorWords);
  const language = useLocale() === 'zh' ? 'zh-CN' : 'en-GB';
  return (
    <Select
      className={styles.run}
      label={t('run')}
      placeholder={t('current')}
      clearable
      value={run}
      data={runs.map(({ run: value, started, state }) => ({
        value,
        label: t('runOf', {
          started: new Date(started).toLocaleString(language, STARTED),
          phase: say(PHASE_WORDS[state.phase]),
          step: formatStep(state.step),
        }),
      }))}
      onChange={(chosen) => chooseLandscape({ run: chosen })}
    />
  );
}

interface FormProps {
  readonly runs: readonly RunSummary[];
  /** What would be measured; null where nothing can be. */
  readonly run: string | null;
  readonly isStarting: boolean;
}

/** What is measured, and the button that begins or ends it. */
export function LandscapeForm({ runs, run, isStarting }: FormProps) {
  const t = useWords(landscapeWords);
  const choice = useLandscape((state) => state.choice);
  const isAsked = useLandscape((state) => state.asked !== null);
  const hasPicture = useLandscape((state) => state.shown !== null);
  const { directions, range } = choice;
  const isRandom = directions === 'random';
  return (
    <fieldset className={styles.form} aria-label={t('settings')}>
      <RunSelect runs={runs} run={choice.run} />
      <Input.Wrapper className={styles.choice} label={t('directions')} labelElement="div">
        <SegmentedControl
          aria-label={t('directions')}
          value={directions}
          onChange={(value) =>
            chooseLandscape({ directions: value as LandscapeChoice['directions'] })
          }
          data={DIRECTIONS.map((value) => ({ value, label: t(value) }))}
        />
      </Input.Wrapper>
      {isRandom && <Limited label={t('seed')} name="seed" />}
      <Limited label={t('range')} name="range" step={0.1} />
      <Select
        className={styles.number}
        label={t('resolution')}
        allowDeselect={false}
        value={String(choice.resolution)}
        data={RESOLUTIONS.map((side) => ({ value: String(side), label: t('points', { side }) }))}
        onChange={(value) => value && chooseLandscape({ resolution: Number(value) })}
      />
      <Select
        className={styles.number}
        label={t('share')}
        allowDeselect={false}
        value={choice.share}
        data={LANDSCAPE_SHARES.map((value) => ({ value, label: t(value) }))}
        onChange={(value) => value && chooseLandscape({ share: value as LandscapeShare })}
      />
      <Limited label={t('samples')} name="samples" />
      <Checkbox
        className={styles.check}
        label={t('penalties')}
        checked={choice.penalties}
        onChange={(event) => chooseLandscape({ penalties: event.currentTarget.checked })}
      />
      {isAsked ? (
        <Button variant="default" onClick={() => void endLandscape().catch(reportFailure)}>
          {t('end')}
        </Button>
      ) : (
        <Button
          disabled={run === null || isStarting}
          onClick={() => run && void measureLandscape(run).catch(reportFailure)}
        >
          {t(hasPicture ? 'again' : 'measure')}
        </Button>
      )}
      <p className={styles.help}>
        {t(isRandom ? 'randomHelp' : 'pathHelp')}{' '}
        {isRandom ? t('rangeRandom', { range }) : t('rangePath')}
      </p>
    </fieldset>
  );
}
