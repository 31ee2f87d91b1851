import { useCallback, useMemo } from 'react';
import { useWords } from '../app/i18n/i18n';
import { type Boundary, boundaryOf, fromNetwork, samplesOf, unitsOf } from './fit-model';
import classes from './monitor.module.css';
import type { Painter } from './painter';
import { Plot, type PlotSize } from './plot';
import { type PlotTheme, usePlotTheme } from './plot-theme';
import { useRunData } from './run-document';
import { categoryColour, formatNumber, signedColour } from './scale';
import { formatStep, type PlotArea } from './time-axis';
import { linearAxis } from './value-axis';
import { shownStep, type Watched } from './watched';
import { monitorWords } from './words';

const LEFT = 44;
const OTHER = 8;
const BOTTOM = 20;
const AXIS_TICKS = 4;

/** A square: both inputs on one scale would otherwise look stretched. */
const areaOf = (size: PlotSize): PlotArea => {
  const side = Math.max(1, Math.min(size.width - LEFT - OTHER, size.height - OTHER - BOTTOM));
  return { left: LEFT, top: OTHER, width: side, height: side };
};

/** Red, green and blue of a CSS hex or rgb() colour. */
function bytesOf(css: string): readonly number[] {
  if (css.startsWith('#')) return [1, 3, 5].map((at) => Number.parseInt(css.slice(at, at + 2), 16));
  return (css.match(/\d+/g) ?? ['0', '0', '0']).map(Number);
}

/** Even a sure answer stays paler than the data points on it. */
const STRONGEST = 190;
const FAINTEST = 40;

/** One image pixel a point, y upwards; colour says which class, strength how sure. */
function boundaryImage(boundary: Boundary, classCount: number): HTMLCanvasElement {
  const { points, answers, confidences } = boundary;
  const canvas = document.createElement('canvas');
  canvas.width = points;
  canvas.height = points;
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  const image = context.createImageData(points, points);
  const chance = classCount > 1 ? 1 / classCount : 0;
  const limit = answers.reduce((most, answer) => Math.max(most, Math.abs(answer)), 1e-6);
  for (let y = 0; y < points; y += 1) {
    for (let x = 0; x < points; x += 1) {
      const at = y * points + x;
      const colour =
        classCount > 0
          ? categoryColour(Math.max(0, Math.round(answers[at])))
          : signedColour(answers[at], limit);
      const sure = Math.min(1, Math.max(0, (confidences[at] - chance) / (1 - chance)));
      const [red, green, blue] = bytesOf(colour);
      const alpha = classCount > 0 ? FAINTEST + sure * (STRONGEST - FAINTEST) : 255;
      image.data.set([red, green, blue, alpha], ((points - 1 - y) * points + x) * 4);
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

const GLYPH_RADIUS = 3.5;

/** Corner angles of the glyph of each class, in turns: square, triangle, diamond; the first class is a circle. */
const GLYPHS: readonly (readonly number[])[] = [
  [],
  [0.125, 0.375, 0.625, 0.875],
  [0.75, 0.0833, 0.4167],
  [0, 0.25, 0.5, 0.75],
];

/** A data point: colour and form both say its class. */
export function drawSample(
  painter: Painter,
  x: number,
  y: number,
  kind: number,
  theme: PlotTheme,
): void {
  const corners = GLYPHS[kind % GLYPHS.length];
  const colour = categoryColour(kind);
  if (corners.length === 0) {
    painter.circle(x, y, GLYPH_RADIUS, colour, theme.surface);
    return;
  }
  const points = corners.flatMap((turn) => [
    x + GLYPH_RADIUS * 1.25 * Math.cos(2 * Math.PI * turn),
    y + GLYPH_RADIUS * 1.25 * Math.sin(2 * Math.PI * turn),
  ]);
  painter.polygon(points, colour);
  painter.line([...points, points[0], points[1]], { stroke: theme.surface });
}

/** Which class the network says at each point of the plane, with the data over it. */
export function BoundaryPlot({ watched }: { readonly watched: Watched }) {
  const t = useWords(monitorWords);
  const theme = usePlotTheme();
  const data = useRunData();
  const { recorded, step } = watched;
  const { layout, telemetry } = recorded;
  const units = useMemo(() => unitsOf(data), [data]);
  const samples = useMemo(() => samplesOf(data, layout.picture), [data, layout.picture]);
  const row = telemetry.rowAt('picture', step);
  const recordedStep = row ? row[0] : Number.NaN;
  // One picture for each recorded step: they come seldom, and the row's step tells them apart.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const image = useMemo(
    () => (row ? boundaryImage(boundaryOf(row), layout.classNames.length) : null),
    [telemetry, recordedStep, layout],
  );
  const draw = useCallback(
    (painter: Painter, size: PlotSize) => {
      if (!image) return;
      const area = areaOf(size);
      const [left, right, bottom, top] = layout.pictureBounds;
      const [first, second] = units.features;
      const ends = {
        left: fromNetwork(first, left),
        right: fromNetwork(first, right),
        bottom: fromNetwork(second, bottom),
        top: fromNetwork(second, top),
      };
      const x = (value: number): number =>
        area.left + ((value - ends.left) / (ends.right - ends.left)) * area.width;
      const y = (value: number): number =>
        area.top + (1 - (value - ends.bottom) / (ends.top - ends.bottom)) * area.height;
      painter.image(image, area.left, area.top, area.width, area.height, true);
      painter.frame(area.left, area.top, area.width, area.height, { stroke: theme.hairline });
      for (const tick of linearAxis(ends.left, ends.right, AXIS_TICKS).ticks) {
        if (tick < ends.left || tick > ends.right) continue;
        painter.text(x(tick), area.top + area.height + 11, formatNumber(tick), {
          fill: theme.dimmed,
          align: 'center',
        });
      }
      for (const tick of linearAxis(ends.bottom, ends.top, AXIS_TICKS).ticks) {
        if (tick < ends.bottom || tick > ends.top) continue;
        painter.text(area.left - 6, y(tick), formatNumber(tick), {
          fill: theme.dimmed,
          align: 'right',
        });
      }
      painter.clip(area.left, area.top, area.width, area.height, () => {
        for (const sample of samples)
          drawSample(painter, x(sample.x), y(sample.y), sample.kind, theme);
      });
    },
    [image, layout, units, samples, theme],
  );
  const stepWords = formatStep(Number.isNaN(recordedStep) ? shownStep(watched) : recordedStep);
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.figureTitle}>
        {t('boundary')} · {t('stepAt', { step: stepWords })}
        <span className={classes.keys}>
          {layout.classNames.map((name, index) => (
            <span key={name}>
              <i className={classes.swatch} style={{ background: categoryColour(index) }} />
              {name}
            </span>
          ))}
        </span>
      </figcaption>
      <Plot
        testId="boundary"
        label={t('boundaryLabel', { step: stepWords })}
        draw={draw}
        summary={{ step: recordedStep, samples: samples.length, classes: layout.classNames.length }}
      />
    </figure>
  );
}
