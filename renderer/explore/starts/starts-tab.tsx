import { Button, NumberInput, SegmentedControl, Select, Table } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { defaultChoice } from '../../../shared/catalogue/catalogues';
import { INITIALIZERS } from '../../../shared/catalogue/initializers';
import type { CatalogueEntry, Registry } from '../../../shared/catalogue/registry';
import { MAX_SEED } from '../../../shared/document/limits';
import { choiceSchema, type JsonValue } from '../../../shared/document/schema';
import { findAxis } from '../../../shared/sweep/axes';
import {
  HISTOGRAM_TENSORS,
  type HistogramTensor,
  type LayerQuantity,
  layerColumn,
} from '../../../shared/telemetry/layout';
import { reportFailure, sayDone } from '../../app/host/report-failure';
import { useSay, useWords } from '../../app/i18n/i18n';
import { useAnalysis } from '../../app/state/analysis';
import { editDocument, useProject } from '../../app/state/project-store';
import { histogramsOf, sharedAxis } from '../../monitor/ridge-model';
import { RidgePlot } from '../../monitor/ridge-plot';
import { categoryColour, formatNumber, formatShare } from '../../monitor/scale';
import { DEPTH_QUANTITIES } from './depth-lines';
import { DepthPlot } from './depth-plot';
import styles from './starts.module.css';
import {
  type ComparedStart,
  changeStart,
  SIDES,
  type Side,
  useStarts,
  watchStarts,
} from './starts-store';
import { startsWords } from './words';

const SIDE_WORDS = { a: 'sideA', b: 'sideB' } as const;
const TENSOR_WORDS = {
  preactivation: 'preactivation',
  activation: 'activation_',
  weight: 'weight',
  gradient: 'gradient',
} as const satisfies Readonly<Record<HistogramTensor, string>>;

const START_CATALOGUES = { initializer: INITIALIZERS, activation: ACTIVATIONS } as const;

type StartPath = keyof typeof START_CATALOGUES;
const START_PATHS = Object.keys(START_CATALOGUES) as StartPath[];

interface KindSelectProps {
  readonly path: StartPath;
  readonly value: JsonValue | null;
  choose(value: JsonValue | null): void;
}

const kindOf = (value: JsonValue | null): string | null => {
  const choice = choiceSchema.safeParse(value);
  return choice.success ? choice.data.kind : null;
};

/** An entry of a catalogue with its defaults, or what is drawn; those that all layers concerned can have. */
function KindSelect({ path, value, choose }: KindSelectProps) {
  const t = useWords(startsWords);
  const say = useSay();
  const document = useProject((state) => state.document);
  const analysis = useAnalysis();
  const registry: Registry<CatalogueEntry> = START_CATALOGUES[path];
  const axis = useMemo(() => findAxis({ document, analysis }, path), [document, analysis, path]);
  const offered = axis.ok
    ? registry.entries.filter(({ kind }) =>
        axis.value.domain.accepts(defaultChoice(registry, kind)),
      )
    : [];
  return (
    <Select
      label={t(path)}
      placeholder={t('asDrawn')}
      clearable
      searchable
      disabled={!axis.ok}
      description={axis.ok ? undefined : say(axis.failure)}
      value={kindOf(value)}
      data={offered.map(({ kind, label: name }) => ({ value: kind, label: say(name) }))}
      onChange={(kind) => choose(kind === null ? null : defaultChoice(registry, kind))}
    />
  );
}

/** What a side changes, and what is wrong with the start that comes of it. */
function SideCard({ side }: { readonly side: Side }) {
  const t = useWords(startsWords);
  const say = useSay();
  const document = useProject((state) => state.document);
  const { change, start, failure } = useStarts((state) => state[side]);
  const set = (part: Partial<typeof change>): void =>
    void changeStart(side, part).catch(reportFailure);
  const name = t(SIDE_WORDS[side]);
  const root = start?.findings[0];
  return (
    <fieldset className={styles.side} aria-label={name} data-testid={`start-${side}`}>
      <h3 className={styles.name}>
        <i
          className={styles.mark}
          data-side={side}
          style={{ background: categoryColour(SIDES.indexOf(side)) }}
        />
        {name}
      </h3>
      <div className={styles.fields}>
        {START_PATHS.map((path) => (
          <KindSelect
            key={path}
            path={path}
            value={change[path]}
            choose={(value) => set({ [path]: value })}
          />
        ))}
        <NumberInput
          label={t('seed')}
          placeholder={String(document.training.seed)}
          min={0}
          max={MAX_SEED}
          allowDecimal={false}
          clampBehavior="strict"
          value={typeof change.seed === 'number' ? change.seed : ''}
          onChange={(seed) => set({ seed: typeof seed === 'number' ? seed : null })}
        />
      </div>
      <div className={styles.outcome} role="status">
        {failure && <span className={styles.wrong}>{say(failure)}</span>}
        {start && (
          <span className={root ? styles.wrong : styles.right}>
            {root ? `▲ ${say(root.title)}` : `● ${t('healthy')}`}
          </span>
        )}
        {start && start.document !== document && (
          <Button
            size="compact-xs"
            variant="default"
            title={t('useHelp')}
            aria-label={`${t('use')}: ${name}`}
            onClick={() => {
              editDocument(() => start.document);
              sayDone(startsWords.entries.used);
            }}
          >
            {t('use')}
          </Button>
        )}
      </div>
      {start && (
        <ul className={styles.readings}>
          {start.readings.map(({ kind, evidence, isUnusual }) => (
            <li key={kind} data-unusual={isUnusual || undefined}>
              {isUnusual ? '▲ ' : ''}
              {say(evidence.text)}
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}

type Pair = readonly [ComparedStart, ComparedStart];

function DepthPlots({ starts }: { readonly starts: Pair }) {
  const t = useWords(startsWords);
  const { names, lines } = useMemo(
    () => ({
      names: starts[0].layout.layers.map(({ name }) => name),
      lines: DEPTH_QUANTITIES.map((quantity) => starts.map((start) => start.lines[quantity])),
    }),
    [starts],
  );
  return (
    <section className={styles.charts} aria-label={t('charts')}>
      {DEPTH_QUANTITIES.map((quantity, index) => (
        <DepthPlot key={quantity} quantity={quantity} lines={lines[index]} names={names} />
      ))}
      <p className={styles.key}>{t('key')}</p>
    </section>
  );
}

const RANGE = [0, 1] as const;

function Histograms({ starts }: { readonly starts: Pair }) {
  const t = useWords(startsWords);
  const [tensor, setTensor] = useState<HistogramTensor>('activation');
  const { histograms, common } = useMemo(() => {
    const each = starts.map(({ telemetry, layout }) => {
      const row = telemetry.rowAt('histograms', null);
      return row ? histogramsOf(row, layout, tensor) : [];
    });
    return { histograms: each, common: sharedAxis(each.flat()) };
  }, [starts, tensor]);
  const rows = starts[0].layout.layers.length;
  return (
    <section aria-label={t('histograms')}>
      <div className={styles.bar}>
        <h3 className={styles.name}>{t('histograms')}</h3>
        <SegmentedControl
          aria-label={t('tensor')}
          size="xs"
          value={tensor}
          onChange={(value) => setTensor(value as HistogramTensor)}
          data={HISTOGRAM_TENSORS.map((value) => ({ value, label: t(TENSOR_WORDS[value]) }))}
        />
      </div>
      <div className={styles.charts}>
        {starts.map(({ layout, telemetry }, index) => (
          <figure key={SIDES[index]} className={styles.ridges} style={{ height: 48 + 20 * rows }}>
            <figcaption>{t(SIDE_WORDS[SIDES[index]])}</figcaption>
            <RidgePlot
              watched={{
                recorded: { layout, telemetry, revision: 0 },
                range: RANGE,
                step: null,
              }}
              tensor={tensor}
              tensorName={`${t(SIDE_WORDS[SIDES[index]])}, ${t(TENSOR_WORDS[tensor])}`}
              histograms={histograms[index]}
              shared
              common={common}
            />
          </figure>
        ))}
      </div>
    </section>
  );
}

const COLUMNS = [
  { quantity: 'signalRms', word: 'signalOf', format: formatNumber },
  { quantity: 'gradientRms', word: 'gradientOf', format: formatNumber },
  { quantity: 'deadNow', word: 'deadOf', format: formatShare },
  { quantity: 'saturatedFraction', word: 'saturatedOf', format: formatShare },
] as const satisfies readonly { quantity: LayerQuantity; word: string; format: unknown }[];

/** The same in numbers: read where the pictures cannot be seen. */
function Numbers({ starts }: { readonly starts: Pair }) {
  const t = useWords(startsWords);
  const rows = starts.map(({ telemetry }) => telemetry.rowAt('layers', null));
  const cells = COLUMNS.flatMap((column) =>
    SIDES.map((side, index) => ({ ...column, side, index })),
  );
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table className={styles.table} aria-label={t('table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('layer')}</Table.Th>
            {cells.map(({ word, side }) => (
              <Table.Th key={word + side}>{t(word, { side: side.toUpperCase() })}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {starts[0].layout.layers.map(({ node, name }, layer) => (
            <Table.Tr key={node}>
              <Table.Th scope="row">{name}</Table.Th>
              {cells.map(({ quantity, side, index, format }) => (
                <Table.Td key={quantity + side}>
                  {format(rows[index]?.[layerColumn(layer, quantity)] ?? Number.NaN)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Two initialisations of one network side by side, before training. */
export function StartsTab() {
  const t = useWords(startsWords);
  const { a, b, isMeasuring } = useStarts();
  useEffect(() => watchStarts(reportFailure), []);
  const starts = useMemo<Pair | null>(
    () => (a.start && b.start ? [a.start, b.start] : null),
    [a.start, b.start],
  );
  return (
    <div className={styles.starts} aria-busy={isMeasuring}>
      <div className={styles.sides}>
        {SIDES.map((side) => (
          <SideCard key={side} side={side} />
        ))}
      </div>
      {!starts && !a.failure && !b.failure && (
        <p className={styles.nothing}>{t(isMeasuring ? 'measuring' : 'notTrainable')}</p>
      )}
      {starts && (
        <>
          <DepthPlots starts={starts} />
          <Histograms starts={starts} />
          <Numbers starts={starts} />
        </>
      )}
    </div>
  );
}
