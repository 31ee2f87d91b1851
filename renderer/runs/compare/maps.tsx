import { Skeleton } from '@mantine/core';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import type { GroupName } from '../../../shared/telemetry/layout';
import { reportFailure } from '../../app/host/report-failure';
import { useLocale, useWords } from '../../app/i18n/i18n';
import { ExportMenu } from '../../monitor/export-menu';
import { type Exportable, ExportRegistry } from '../../monitor/export-registry';
import { type FlowQuantity, FlowQuantitySwitch } from '../../monitor/flow-quantity';
import { HeatMap } from '../../monitor/heat-map';
import { HeatMapLegend } from '../../monitor/heat-map-legend';
import { alignedRows, type MapRow } from '../../monitor/heat-map-model';
import type { StepRange } from '../../monitor/time-axis';
import { hasRows, type Watched } from '../../monitor/watched';
import { monitorWords } from '../../monitor/words';
import { Pages, usePages } from '../pages';
import { runTitle } from '../run-title';
import styles from './compare.module.css';
import { useCompareCursor } from './compare-cursor';
import { type ComparedRun, readGroups, useCompared } from './compared-runs';
import { KeyLine } from './key-line';
import { lineStyle } from './line-style';
import { mapsTable } from './maps-table';
import { compareWords } from './words';

/** Each holds the rows of all layers, which are megabytes. */
const MAPS_A_PAGE = 4;

/** With the steps, which tell from where to where the run went. */
const LAYERS: readonly GroupName[] = ['layers', 'steps'];

type Layers = ReadonlyMap<string, ComparedRun>;

/** The runs with the rows of their layers; those that are not shown are let go. A run under way is shown as it was read. */
function useLayers(runs: readonly ComparedRun[]): Layers {
  const [layers, setLayers] = useState<Layers>(new Map());
  const names = runs.map(({ summary }) => summary.run).join(' ');
  useEffect(() => {
    let isWanted = true;
    const wanted = names.split(' ').filter(Boolean);
    const keep = (before: Layers): [string, ComparedRun][] =>
      [...before].filter(([run]) => wanted.includes(run));
    const readAll = async (): Promise<void> => {
      for (const run of wanted) {
        const read = await readGroups(run, LAYERS);
        if (!isWanted) return;
        if (read) setLayers((before) => new Map([...keep(before), [run, read]]));
      }
    };
    setLayers((before) => new Map(keep(before)));
    readAll().catch(reportFailure);
    return () => {
      isWanted = false;
    };
  }, [names]);
  return layers;
}

interface MapProps {
  readonly run: ComparedRun;
  readonly layers: ComparedRun | undefined;
  readonly rows: readonly MapRow[];
  readonly quantity: FlowQuantity;
  readonly name: string;
  readonly range: StepRange;
}

function RunMap({ run, layers, rows, quantity, name, range }: MapProps) {
  const t = useWords(compareWords);
  const locale = useLocale();
  const { step } = useCompareCursor();
  const slot = useCompared(({ slots }) => slots.get(run.summary.run) ?? 0);
  const watched = useMemo((): Watched | null => {
    if (!layers) return null;
    const { layout, telemetry } = layers;
    return { recorded: { layout, telemetry, revision: telemetry.revision }, range, step };
  }, [layers, range, step]);
  const title = runTitle(run.summary, locale);
  return (
    <section className={styles.mapSide} aria-label={title}>
      <h4 className={styles.mapTitle}>
        <KeyLine style={lineStyle(slot)} /> {title}
      </h4>
      <div className={styles.map}>
        {!watched && <Skeleton height="100%" />}
        {watched && !hasRows(watched, 'layers') && (
          <p className={styles.nothing}>{t('noLayers')}</p>
        )}
        {hasRows(watched, 'layers') && (
          <HeatMap watched={watched} quantity={quantity} quantityName={name} rows={rows} />
        )}
      </div>
    </section>
  );
}

/** Heat maps of the runs side by side on one scale of colours, equal layers at equal heights. */
export const Maps = memo(function Maps({
  runs,
  range,
}: {
  readonly runs: readonly ComparedRun[];
  readonly range: StepRange;
}) {
  const t = useWords(compareWords);
  const told = useWords(monitorWords);
  const [quantity, setQuantity] = useState<FlowQuantity>('gradientRms');
  const paged = usePages(runs, MAPS_A_PAGE);
  const { shown } = paged;
  const layers = useLayers(shown);
  const rows = useMemo(() => alignedRows(shown.map(({ layout }) => layout)), [shown]);
  const name = `${told(quantity)} (${told('rms')})`;
  const locale = useLocale();
  const body = useRef<HTMLDivElement>(null);
  const parts = useMemo(() => new Set<Exportable>(), []);
  const read = shown.flatMap(({ summary }) => layers.get(summary.run) ?? []);
  const titles = read.map(({ summary }) => runTitle(summary, locale)).join(' · ');
  return (
    <section className={styles.part} aria-label={t('maps')} data-testid="compare-maps">
      <div className={styles.tools}>
        <h3 className={styles.heading}>{t('maps')}</h3>
        <FlowQuantitySwitch quantity={quantity} onQuantity={setQuantity} />
        <Pages paged={paged} label={t('mapPages')} />
        <div className={styles.legend}>
          <HeatMapLegend quantity={quantity} />
        </div>
        <ExportMenu
          disabled={read.length === 0}
          name="compare-maps"
          picture={() => ({
            body: body.current as HTMLDivElement,
            parts,
            title: `${name} · ${titles}`,
            table: () => mapsTable(read, quantity, locale),
          })}
        />
      </div>
      <ExportRegistry value={parts}>
        <div ref={body} className={styles.maps}>
          {shown.map((run, at) => (
            <RunMap
              key={run.summary.run}
              run={run}
              layers={layers.get(run.summary.run)}
              rows={rows[at]}
              quantity={quantity}
              name={name}
              range={range}
            />
          ))}
        </div>
      </ExportRegistry>
    </section>
  );
});
