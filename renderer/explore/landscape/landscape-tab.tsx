import { Button, Progress, SegmentedControl } from '@mantine/core';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { LandscapePicture } from '../../../shared/telemetry/landscape';
import { reportFailure } from '../../app/host/report-failure';
import { useSay, useWords } from '../../app/i18n/i18n';
import { startOrResume } from '../../app/run/control';
import { useRun } from '../../app/state/run-store';
import { Facts } from '../../inspector/facts';
import { ExportMenu } from '../../monitor/export-menu';
import { type Exportable, ExportRegistry } from '../../monitor/export-registry';
import { formatNumber, formatShare } from '../../monitor/scale';
import { formatStep } from '../../monitor/time-axis';
import { useRuns } from '../../monitor/use-runs';
import { openExplore } from '../open-explore';
import { EXPLORE_TITLES } from '../tab-titles';
import { ContourPlot } from './contour-plot';
import { fieldOf } from './field';
import { figuresOf, type LandscapeFigures } from './figures';
import styles from './landscape.module.css';
import { LandscapeForm } from './landscape-form';
import { useLandscape } from './landscape-store';
import { SurfacePlot } from './surface-plot';
import { tableOf } from './table';
import { landscapeWords } from './words';

const VIEWS = ['both', 'contour', 'surface'] as const;
type ViewName = (typeof VIEWS)[number];

const HEIGHT = 420;

/** How far a measurement is, or why it is not whole. */
function Status({ picture }: { readonly picture: LandscapePicture }) {
  const t = useWords(landscapeWords);
  const say = useSay();
  const { request, measured, phase, why, step, samples, shareSize } = picture;
  const points = request.resolution ** 2;
  return (
    <div className={styles.status}>
      {phase === 'measuring' && (
        <>
          <Progress
            className={styles.progress}
            value={(100 * measured) / points}
            aria-label={t('progress')}
          />
          <span>{t('measuring', { measured, points })}</span>
        </>
      )}
      {phase === 'ended' && (
        <span role="status" className={styles.wrong}>
          {t('unfinished', { measured, points })} {why && say(why)}
        </span>
      )}
      <p className={styles.what}>
        {t('what', {
          step: formatStep(step),
          samples,
          shareSize,
          share: t(request.share === 'training' ? 'ofTraining' : 'ofValidation'),
          penalties: t(request.penalties ? 'withPenalties' : 'withoutPenalties'),
        })}
      </p>
    </div>
  );
}

/** The same in numbers: read where the pictures cannot be seen. */
function Figures({ figures }: { readonly figures: LandscapeFigures }) {
  const t = useWords(landscapeWords);
  const { centre, lowest, highest, circle, holes, path } = figures;
  const facts = [
    { key: 'centre', label: t('centre'), value: formatNumber(centre) },
    lowest && {
      key: 'lowest',
      label: t('lowest'),
      value: t('lowestAt', {
        loss: formatNumber(lowest.loss),
        alpha: formatNumber(lowest.alpha),
        beta: formatNumber(lowest.beta),
      }),
    },
    { key: 'highest', label: t('highest'), value: formatNumber(highest) },
    circle && {
      key: 'circle',
      label: t('circle', { radius: formatNumber(circle.radius) }),
      value: t('circleValue', {
        mean: formatNumber(circle.mean),
        ratio: formatNumber(circle.mean / centre),
        highest: formatNumber(circle.highest),
      }),
    },
    path && { key: 'explained', label: t('explained'), value: formatShare(path.explained) },
    path && {
      key: 'fall',
      label: t('fall'),
      value: t('fallValue', { start: formatNumber(path.start), end: formatNumber(path.end) }),
    },
    holes > 0 && { key: 'holes', label: t('holes'), value: String(holes) },
  ].filter((fact) => fact !== null && fact !== false);
  return (
    <section className={styles.figures} aria-label={t('figures')} data-testid="landscape-figures">
      <Facts facts={facts} />
    </section>
  );
}

/** The pictures of a landscape, as far as it is measured. */
function Pictures({ picture }: { readonly picture: LandscapePicture }) {
  const t = useWords(landscapeWords);
  const say = useSay();
  const [view, setView] = useState<ViewName>('both');
  const body = useRef<HTMLDivElement>(null);
  const parts = useMemo(() => new Set<Exportable>(), []);
  const field = useMemo(() => fieldOf(picture), [picture]);
  const drawn = useMemo(() => ({ picture, field }), [picture, field]);
  // In a task of its own: both pictures in one would hold up keys and clicks while a fine grid is measured.
  const later = useDeferredValue(drawn);
  const figures = useMemo(() => figuresOf(picture, field), [picture, field]);
  return (
    <>
      <div className={styles.bar}>
        <SegmentedControl
          aria-label={t('view')}
          size="xs"
          value={view}
          onChange={(value) => setView(value as ViewName)}
          data={VIEWS.map((value) => ({ value, label: t(value) }))}
        />
        <span className={styles.note}>{t(field.scale.isLog ? 'scaleLog' : 'scaleLinear')}</span>
        <ExportMenu
          disabled={picture.measured === 0}
          name="landscape"
          picture={() => ({
            body: body.current as HTMLDivElement,
            parts,
            title: say(EXPLORE_TITLES.landscape),
            table: () => tableOf(picture, field),
          })}
        />
      </div>
      <ExportRegistry value={parts}>
        <div ref={body} className={styles.pictures} data-view={view}>
          {view !== 'surface' && (
            <ContourPlot picture={picture} field={field} figures={figures} height={HEIGHT} />
          )}
          {view !== 'contour' && <SurfacePlot {...later} height={HEIGHT} />}
        </div>
      </ExportRegistry>
      {picture.phase !== 'measuring' && <Figures figures={figures} />}
    </>
  );
}

/** A run that begins is shown among its charts; here it is waited for. */
async function trainAndStay(): Promise<void> {
  await startOrResume();
  openExplore('landscape');
}

/** Why there is no picture, and what to do next. */
function Nothing({
  hasRun,
  isStarting,
}: {
  readonly hasRun: boolean;
  readonly isStarting: boolean;
}) {
  const t = useWords(landscapeWords);
  const { resolution, samples } = useLandscape((state) => state.choice);
  const isAsked = useLandscape((state) => state.asked !== null);
  if (!hasRun) {
    return (
      <div className={styles.nothing}>
        <p>{t('noRun')}</p>
        <Button onClick={() => void trainAndStay().catch(reportFailure)}>{t('train')}</Button>
      </div>
    );
  }
  const waits = isAsked || isStarting;
  return (
    <p className={styles.nothing} role="status">
      {waits ? t('starting') : t('idle', { points: resolution ** 2, samples })}
    </p>
  );
}

/** The loss around the weights of a run, on a plane that is measured point by point. */
export function LandscapeTab() {
  const say = useSay();
  const { choice, shown, failure } = useLandscape();
  const watched = useRun(({ run }) => run);
  const isStarting = useRun(
    ({ run, state }) => run !== null && (state?.phase ?? 'starting') === 'starting',
  );
  const listing = useRuns();
  // A test of rates ends where its weights blow up, on purpose.
  const listed = listing.state === 'listed' ? listing.runs : [];
  const runs = listed.filter(({ purpose }) => purpose.kind !== 'rateTest');
  const chosen = runs.some(({ run }) => run === choice.run) ? choice.run : null;
  const run = chosen ?? watched;
  const landscape = shown?.run === run ? shown?.landscape : null;
  const isRefused = landscape?.phase === 'refused';
  const why = isRefused ? landscape.why : failure;
  const waits = chosen === null && isStarting;
  return (
    <div className={styles.landscape}>
      <LandscapeForm runs={runs} run={run} isStarting={waits} />
      {why && (
        <p className={styles.wrong} role="alert">
          {say(why)}
        </p>
      )}
      {landscape && landscape.phase !== 'refused' ? (
        <>
          <Status picture={landscape} />
          <Pictures picture={landscape} />
        </>
      ) : (
        !why && <Nothing hasRun={run !== null} isStarting={waits} />
      )}
    </div>
  );
}
