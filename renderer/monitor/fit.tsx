import type { Table } from '../../shared/csv';
import { useWords } from '../app/i18n/i18n';
import { BoundaryPlot } from './boundary';
import { ConfusionMatrix } from './confusion';
import { CurvePlot } from './curve-plot';
import { boundaryOf, confusionOf, curveOf } from './fit-model';
import { PanelFrame } from './panel-frame';
import { hasRows, type Recorded, useWatched, type Watched } from './watched';
import { monitorWords } from './words';

/** What the network answers, beside what is true. */
export function Fit() {
  const t = useWords(monitorWords);
  const watched = useWatched();
  const layout = watched?.recorded.layout;
  const possible = layout ? layout.picture !== 'none' || layout.classNames.length > 0 : true;
  const picture = layout && layout.picture !== 'none' && hasRows(watched, 'picture');
  const confusion = layout && layout.classNames.length > 0 && hasRows(watched, 'confusion');
  return (
    <PanelFrame
      ready={Boolean(picture || confusion)}
      absent={possible ? null : t('fitNothing')}
      table={() => (watched ? fitTable(watched) : null)}
    >
      {watched && picture && layout.picture === 'plane' && <BoundaryPlot watched={watched} />}
      {watched && picture && layout.picture === 'curve' && <CurvePlot watched={watched} />}
      {watched && confusion && <ConfusionMatrix watched={watched} />}
    </PanelFrame>
  );
}

/** The confusion matrix where there is one, else the curve or the boundary, in the network's own units. */
function fitTable({ recorded, step }: Watched): Table | null {
  const { telemetry, layout } = recorded;
  const { classNames } = layout;
  const counts = telemetry.rowAt('confusion', step);
  if (classNames.length > 0 && counts) {
    const confusion = confusionOf(counts, classNames.length);
    return {
      columns: ['actual', ...classNames, 'recall'],
      rows: classNames.map((name, actual) => [
        name,
        ...confusion.counts.subarray(actual * classNames.length, (actual + 1) * classNames.length),
        confusion.recalls[actual],
      ]),
    };
  }
  const row = telemetry.rowAt('picture', step);
  if (!row) return null;
  return layout.picture === 'curve'
    ? { columns: ['x', 'output'], rows: curveOf(row, layout) }
    : boundaryTable(row, recorded);
}

function boundaryTable(row: Float32Array, { layout }: Recorded): Table {
  const { points, answers, confidences } = boundaryOf(row);
  const [left, right, bottom, top] = layout.pictureBounds;
  return {
    columns: ['x', 'y', 'answer', 'confidence'],
    rows: Array.from(answers, (answer, at) => [
      left + ((right - left) * (at % points)) / (points - 1),
      bottom + ((top - bottom) * Math.floor(at / points)) / (points - 1),
      answer,
      confidences[at],
    ]),
  };
}
