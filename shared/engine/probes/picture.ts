import { sizeOf } from '../../catalogue/layer';
import { BOUNDARY_POINTS, CURVE_POINTS, type RunLayout } from '../../telemetry/layout';
import { outputReader } from '../predictions';
import type { Probe } from '../probe';
import type { Reading } from '../reading';
import type { TrainingCore } from '../training-core';

/** Points run through the network at once; all of a plane's would hold the activations of thousands of samples. */
const PIECE = 576;

const between = (low: number, high: number, index: number, count: number): number =>
  low + ((high - low) * index) / (count - 1);

/** Features of every point of the picture, in the network's units. */
function pointsOf({ picture, pictureBounds }: RunLayout): Float32Array {
  const [left, right, bottom, top] = pictureBounds;
  if (picture === 'curve') {
    return Float32Array.from({ length: CURVE_POINTS }, (_, index) =>
      between(left, right, index, CURVE_POINTS),
    );
  }
  const points = new Float32Array(2 * BOUNDARY_POINTS ** 2);
  for (let index = 0; index < BOUNDARY_POINTS ** 2; index += 1) {
    const column = index % BOUNDARY_POINTS;
    const line = Math.floor(index / BOUNDARY_POINTS);
    points[2 * index] = between(left, right, column, BOUNDARY_POINTS);
    points[2 * index + 1] = between(bottom, top, line, BOUNDARY_POINTS);
  }
  return points;
}

/** Outputs of the network for all points, piece by piece. */
function* outputsOf(
  { model, data }: TrainingCore,
  points: Float32Array,
  take: (outputs: Float32Array, firstPoint: number) => void,
): Reading<void> {
  const { ops } = model;
  const { featureShape } = data.shape;
  const width = sizeOf(featureShape);
  for (let start = 0; start * width < points.length; start += PIECE) {
    const piece = points.subarray(start * width, (start + PIECE) * width);
    yield* ops.arena.readingScope(function* () {
      const features = ops.tensor(piece, [piece.length / width, ...featureShape]);
      const outputs = model.predict(features);
      yield [outputs];
      take(ops.view(outputs), start);
    });
  }
}

/** The decision regions over a plane of two features, or the fitted curve over one. */
export const pictureProbe: Probe = {
  group: 'picture',
  rate: 'pass',
  ofTraining: true,
  fits: ({ picture }) => picture !== 'none',
  prepare({ core, layout }) {
    const points = pointsOf(layout);
    if (layout.picture === 'curve') {
      return (_view, row) =>
        outputsOf(core, points, (outputs, first) => row.set(outputs, 1 + first));
    }
    const { columns, ...reader } = outputReader(core.loss, core.data.targetShape[0]);
    const isClass = core.data.shape.task === 'classification';
    return (_view, row) =>
      outputsOf(core, points, (outputs, first) => {
        for (let point = 0; point * columns < outputs.length; point += 1) {
          const column = 1 + 2 * (first + point);
          row[column] = isClass ? reader.classOf(outputs, point) : outputs[point * columns];
          row[column + 1] = isClass ? reader.confidenceOf(outputs, point) : 1;
        }
      });
  },
};
