import type { TelemetryStore } from '../../shared/telemetry/store';

/**
 * The axis that all charts share: optimizer steps, linear, from the first to the newest recorded one or over a
 * brushed range. Pure, so that every chart, the cursor and the brush agree to the pixel.
 */
export type StepRange = readonly [number, number];

/** Where on the screen a chart's plot lies inside its own element, in CSS pixels. */
export interface PlotArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The range that charts show; never empty, so that one recorded step has a place. */
export function shownRange(telemetry: TelemetryStore, zoom: StepRange | null): StepRange {
  const [first, last] = telemetry.stepRange() ?? [0, 1];
  if (zoom) return zoom;
  return [first, Math.max(last, first + 1)];
}

export const pixelOfStep = (area: PlotArea, range: StepRange, step: number): number =>
  area.left + ((step - range[0]) / (range[1] - range[0])) * area.width;

export const stepOfPixel = (area: PlotArea, range: StepRange, pixel: number): number =>
  range[0] + ((pixel - area.left) / area.width) * (range[1] - range[0]);

/** Index of the last of ascending `steps` (every `stride`-th number) that is not after `step`; −1 before the first. */
export function indexAt(steps: Float32Array, count: number, step: number, stride = 1): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle * stride] <= step) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Index of the step nearest to `step`; −1 where there is none. */
export function nearestIndex(steps: Float32Array, count: number, step: number, stride = 1): number {
  if (count === 0) return -1;
  const before = Math.max(0, indexAt(steps, count, step, stride));
  const after = Math.min(count - 1, before + 1);
  return step - steps[before * stride] <= steps[after * stride] - step ? before : after;
}

/** About `count` round whole steps within a range. */
export function stepTicks(range: StepRange, count: number): number[] {
  const span = range[1] - range[0];
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const size = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough) ?? power;
  const every = Math.max(1, Math.round(size));
  const ticks: number[] = [];
  for (let tick = Math.ceil(range[0] / every) * every; tick <= range[1]; tick += every) {
    ticks.push(tick);
  }
  return ticks;
}

/** Kept, because making one for every mark of every chart takes longer than drawing it. */
const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Steps with thousands grouped: 12,000. */
export const formatStep = (step: number): string => grouped.format(step);

const ZOOM_FACTOR = 2;
const MIN_ZOOM_STEPS = 2;

/** The range with half the width around a step; for people who zoom by keyboard. */
export function zoomedIn(range: StepRange, around: number): StepRange {
  const width = Math.max(MIN_ZOOM_STEPS, (range[1] - range[0]) / ZOOM_FACTOR);
  const start = Math.min(Math.max(range[0], around - width / 2), range[1] - width);
  return [start, start + width];
}

/** The range with twice the width, within the run; null once it covers the whole run. */
export function zoomedOut(range: StepRange, whole: StepRange): StepRange | null {
  const width = (range[1] - range[0]) * ZOOM_FACTOR;
  const middle = (range[0] + range[1]) / 2;
  const start = Math.max(whole[0], middle - width / 2);
  const end = Math.min(whole[1], middle + width / 2);
  return start <= whole[0] && end >= whole[1] ? null : [start, end];
}
