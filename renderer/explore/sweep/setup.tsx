import {
  ActionIcon,
  Button,
  NumberInput,
  SegmentedControl,
  Select,
  TextInput,
} from '@mantine/core';
import { Play, Plus, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { MAX_SEED } from '../../../shared/document/limits';
import { PROCESS_BACKENDS } from '../../../shared/document/schema';
import { axesOf } from '../../../shared/sweep/axes';
import type { AxisContext } from '../../../shared/sweep/axis';
import type { SweepPlan } from '../../../shared/sweep/plan';
import { isSweepOver } from '../../../shared/sweep/record';
import { MAX_AXES, MAX_POINTS } from '../../../shared/sweep/spec';
import { fillText } from '../../../shared/text/text';
import { reportFailure } from '../../app/host/report-failure';
import { useSay, useWords } from '../../app/i18n/i18n';
import { formatCount, formatDuration } from '../../app/run/format';
import { useAnalysis } from '../../app/state/analysis';
import { useProject } from '../../app/state/project-store';
import { useRun } from '../../app/state/run-store';
import { proposedRow, proposedRows, readSetup, useSetup, type VariedRow } from './setup-store';
import styles from './sweep.module.css';
import { startSweep, useSweep } from './sweep-store';
import { sweepWords } from './words';

const { entries: words } = sweepWords;

/** Of larger networks only the parameters of all layers are listed; single ones would be thousands. */
const LISTED_LAYERS = 60;

function useContext(): AxisContext {
  const document = useProject((state) => state.document);
  const analysis = useAnalysis((state) => state);
  return useMemo(() => ({ document, analysis }), [document, analysis]);
}

interface RowProps {
  readonly row: VariedRow;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly fault: string | null;
  readonly isOnly: boolean;
  change(row: VariedRow): void;
  remove(): void;
  choose(path: string): void;
}

/** One parameter and its values. */
function Row({ row, options, fault, isOnly, change, remove, choose }: RowProps) {
  const t = useWords(sweepWords);
  const name = options.find(({ value }) => value === row.path)?.label ?? row.path;
  return (
    <div className={styles.varied}>
      <Select
        aria-label={t('parameter')}
        data={options}
        value={row.path}
        searchable
        allowDeselect={false}
        limit={80}
        onChange={(path) => path !== null && choose(path)}
      />
      <TextInput
        aria-label={t('valuesOf', { name })}
        value={row.text}
        error={fault}
        onChange={({ currentTarget: { value } }) => change({ ...row, text: value })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('remove', { name })}
        disabled={isOnly}
        onClick={remove}
      >
        <X size={14} />
      </ActionIcon>
    </div>
  );
}

/** Seconds of one run: from the last sweep, or from the run that the window shows; null where neither tells. */
function useSecondsARun(): number | null {
  const outcomes = useSweep((state) => state.shown?.outcomes);
  const state = useRun((run) => run.state);
  return useMemo(() => {
    const known = (outcomes ?? []).filter(({ phase }) => phase === 'finished');
    if (known.length > 0) {
      return known.reduce((sum, { seconds }) => sum + seconds, 0) / known.length;
    }
    return state && state.step > 0 ? (state.seconds / state.step) * state.plannedSteps : null;
  }, [outcomes, state]);
}

/** How many runs it would be, and about how long they take. */
function Size({ plan }: { readonly plan: SweepPlan }) {
  const say = useSay();
  const seconds = useSecondsARun();
  const count = plan.points.length;
  const workers = Math.min(count, navigator.hardwareConcurrency);
  const estimate =
    seconds === null
      ? words.estimateLater
      : fillText(words.estimate, { time: formatDuration((count * seconds) / workers), workers });
  return (
    <span data-testid="sweep-size">
      {say(fillText(words.runs, { count }))} · {say(estimate)}
    </span>
  );
}

/** What the next sweep varies. Proposals are filled in; nothing is trained before Start. */
export function Setup() {
  const t = useWords(sweepWords);
  const say = useSay();
  const context = useContext();
  const setup = useSetup();
  const progress = useSweep((state) => state.shown?.progress);
  const [isStarting, setStarting] = useState(false);
  const proposed = useMemo(() => proposedRows(context), [context]);
  const rows = setup.rows ?? proposed;
  const { spec, plan, faults } = useMemo(
    () => readSetup(context, rows, setup),
    [context, rows, setup],
  );
  const options = useMemo(() => {
    const isLarge = context.analysis.order.length > LISTED_LAYERS;
    return axesOf(context, !isLarge).map(({ path, label }) => ({ value: path, label: say(label) }));
  }, [context, say]);
  const set = (next: readonly VariedRow[]): void => useSetup.setState({ rows: next });
  const setAt = (index: number, row: VariedRow): void => set(rows.with(index, row));
  const unused = options.find(({ value }) => !rows.some(({ path }) => path === value));
  const isBusy = progress !== undefined && !isSweepOver(progress.phase);
  const isInProcess = PROCESS_BACKENDS.some((own) => own === context.document.training.backend);
  const start = async (): Promise<void> => {
    if (!spec) return;
    setStarting(true);
    await startSweep(spec).finally(() => setStarting(false));
  };
  const general = faults.find(({ path }) => !rows.some((row) => row.path === path));
  return (
    <section className={styles.setup} aria-label={t('setup')} data-testid="sweep-setup">
      <div className={styles.rows}>
        <h3 className={styles.heading}>{t('setup')}</h3>
        {rows.map((row, index) => {
          const fault = faults.find(({ path }) => path === row.path);
          return (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
              key={index}
              row={row}
              options={options}
              fault={fault ? say(fault.text) : null}
              isOnly={rows.length === 1}
              change={(next) => setAt(index, next)}
              remove={() => set(rows.toSpliced(index, 1))}
              choose={(path) => setAt(index, proposedRow(context, path) ?? { path, text: '' })}
            />
          );
        })}
        <p className={styles.help}>{t('valuesHelp')}</p>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Plus size={13} />}
          disabled={!unused || rows.length >= MAX_AXES}
          onClick={() => {
            const added = unused && proposedRow(context, unused.value);
            if (added) set([...rows, added]);
          }}
        >
          {t('add')}
        </Button>
      </div>
      <div className={styles.begin}>
        <SegmentedControl
          aria-label={t('draw')}
          size="xs"
          value={setup.draw}
          data={[
            { value: 'grid', label: t('grid') },
            { value: 'random', label: t('random') },
          ]}
          onChange={(draw) => useSetup.setState({ draw: draw as 'grid' | 'random' })}
        />
        {setup.draw === 'random' && (
          <div className={styles.draws}>
            <NumberInput
              label={t('count')}
              min={1}
              max={MAX_POINTS}
              allowDecimal={false}
              clampBehavior="strict"
              value={setup.count}
              onChange={(count) => typeof count === 'number' && useSetup.setState({ count })}
            />
            <NumberInput
              label={t('drawSeed')}
              min={0}
              max={MAX_SEED}
              allowDecimal={false}
              clampBehavior="strict"
              value={setup.seed}
              onChange={(seed) => typeof seed === 'number' && useSetup.setState({ seed })}
            />
          </div>
        )}
        <div className={styles.size} role="status">
          {plan && <Size plan={plan} />}
          {general && <span className={styles.wrong}>▲ {say(general.text)}</span>}
          {!context.analysis.trainable && <span className={styles.wrong}>{t('notTrainable')}</span>}
        </div>
        <Button
          leftSection={<Play size={14} />}
          disabled={!spec || isBusy || !context.analysis.trainable}
          loading={isStarting}
          data-testid="sweep-start"
          onClick={() => start().catch(reportFailure)}
        >
          {t('start')}
        </Button>
        <p className={styles.help}>
          {t('limit', { limit: formatCount(MAX_POINTS) })} {!isInProcess && t('onProcess')}
        </p>
      </div>
    </section>
  );
}
