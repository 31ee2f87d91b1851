import { gather, pieces } from './batches';
import { type MetricSums, metricSums } from './metrics';
import { type OutputReader, outputReader } from './predictions';
import type { Reading } from './reading';
import type { TrainingCore } from './training-core';

/** Smaller pieces would cost more calls than numbers. */
const MINIMUM_PIECE = 256;

export interface EvaluationResult {
  readonly loss: number;
  /** In the order of the layout's metrics. */
  readonly metrics: readonly number[];
  /** Counts, true class × predicted class, row-major; empty for regression. */
  readonly confusion: Float32Array;
}

/** Loss, metric and confusion over many rows outside of training, piece by piece, so that messages are heard between. */
export class Evaluation {
  private readonly waiting: Uint32Array[];
  private readonly count: number;
  private readonly metrics: MetricSums;
  private readonly reader: OutputReader;
  private readonly confusion: Float32Array;
  private loss = 0;

  constructor(
    private readonly core: TrainingCore,
    rows: Uint32Array,
  ) {
    const { data, loss, settings } = core;
    const [columns] = data.targetShape;
    this.waiting = pieces(rows, Math.max(settings.batchSize, MINIMUM_PIECE)).reverse();
    this.count = rows.length;
    this.metrics = metricSums(core);
    this.reader = outputReader(loss, columns);
    this.confusion = new Float32Array(data.shape.classNames.length ** 2);
  }

  /** Takes the next piece; true when none is left. */
  *advance(): Reading<boolean> {
    const rows = this.waiting.pop();
    if (rows) yield* this.take(rows);
    return this.waiting.length === 0;
  }

  get result(): EvaluationResult {
    const { count, confusion } = this;
    return { loss: this.loss / count, metrics: this.metrics.values(), confusion };
  }

  private *take(rows: Uint32Array): Reading<void> {
    const { model, loss, data } = this.core;
    const { ops } = model;
    const evaluation = this;
    yield* ops.arena.readingScope(function* () {
      const batch = gather(ops, data, rows);
      const outputs = model.predict(batch.features);
      const losses = loss.losses(outputs, batch.targets);
      yield [outputs, losses];
      evaluation.loss += loss.totalOf(losses);
      evaluation.metrics.add(ops.view(outputs), ops.view(batch.targets));
      evaluation.countClasses(ops.view(outputs), ops.view(batch.targets), rows.length);
    });
  }

  private countClasses(outputs: Float32Array, targets: Float32Array, rows: number): void {
    const classes = this.core.data.shape.classNames.length;
    if (classes === 0) return;
    for (let row = 0; row < rows; row += 1) {
      const truth = this.reader.targetOf(targets, row);
      this.confusion[truth * classes + this.reader.classOf(outputs, row)] += 1;
    }
  }
}
