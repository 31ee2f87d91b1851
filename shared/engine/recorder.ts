import { type GroupName, groupsOf, type RunLayout } from '../telemetry/layout';
import type { TelemetryMode } from '../telemetry/protocol';
import { quoteError } from '../text/quote';
import type { Text } from '../text/text';
import type { EvaluationResult } from './evaluation';
import { engineText } from './failure-texts';
import type { Probe, ProbeContext, ProbeRate } from './probe';
import { ProbeSchedule } from './probe-schedule';
import { PROBES } from './probes';
import { type StepClock, stepRows } from './probes/steps';
import { noDeadUnits } from './probes/units';
import type { Reading } from './reading';
import { measuredNodes } from './run-layout';
import type { TelemetryOutbox } from './telemetry-outbox';
import type { Tensor } from './tensor-ops';
import type { StepObserver, StepView, TrainingCore } from './training-core';

interface PreparedProbe {
  readonly group: GroupName;
  readonly rate: ProbeRate;
  /** Filled anew by each measurement; the outbox takes a copy. */
  readonly row: Float32Array;
  readonly measure: ReturnType<Probe['prepare']>;
}

interface RecorderOptions {
  readonly core: TrainingCore;
  readonly layout: RunLayout;
  readonly outbox: TelemetryOutbox;
  readonly telemetry: Exclude<TelemetryMode, 'off'>;
  readonly clock: () => number;
  /** Says that something does not work as it should, while the run goes on. */
  readonly notice: (message: Text) => void;
  readonly probes?: readonly Probe[];
}

/** Runs the probes that are due and puts their rows into the outbox. A probe that throws is switched off aloud. */
export class Recorder {
  private readonly schedule: ProbeSchedule;
  private readonly rowOf: (view: StepView, clock: StepClock) => Float32Array;
  private readonly widths: ReadonlyMap<GroupName, number>;
  private probes: readonly PreparedProbe[];

  constructor(private readonly options: RecorderOptions) {
    const { core, layout, telemetry, clock, probes = PROBES } = options;
    this.schedule = new ProbeSchedule(telemetry, clock);
    this.rowOf = stepRows(core);
    this.widths = new Map(groupsOf(layout).map(({ name, width }) => [name, width]));
    const context: ProbeContext = {
      core,
      layout,
      positions: measuredNodes(core.model.nodes),
      deadUnits: noDeadUnits(layout.layers.length),
    };
    this.probes = probes
      .filter((probe) => probe.fits(layout) && !(telemetry === 'start' && probe.ofTraining))
      .map(({ group, rate, ...probe }) => ({
        group,
        rate,
        row: new Float32Array(this.widths.get(group) as number),
        measure: probe.prepare(context),
      }));
  }

  /** What a step shows to its observer. `forced` runs every probe: the last step, a single step, an epoch's end. */
  observer(stepClock: () => StepClock, forced: boolean): StepObserver {
    return (view) => this.observe(view, stepClock(), forced);
  }

  private *observe(view: StepView, moment: StepClock, forced: boolean): Reading<void> {
    this.options.outbox.add('steps', this.rowOf(view, moment));
    const due = this.schedule.due(view.step, forced);
    if (due.size === 0) return;
    // Where numbers are at hand the list would cost a small network as much as a probe.
    if (this.options.core.model.ops.storage.isRemote) yield tensorsOf(view);
    const { clock } = this.options;
    const spent = new Map<ProbeRate, number>();
    for (const probe of this.probes) {
      if (!due.has(probe.rate)) continue;
      const start = clock();
      yield* this.measure(probe, view);
      spent.set(probe.rate, (spent.get(probe.rate) ?? 0) + clock() - start);
    }
    for (const [rate, milliseconds] of spent) this.schedule.took(rate, milliseconds);
  }

  /** A row of `validation`, and of `confusion` where there are classes. */
  recordEvaluation(step: number, epoch: number, result: EvaluationResult): void {
    const row = new Float32Array(this.widths.get('validation') as number).fill(Number.NaN);
    row.set([step, epoch, result.loss, ...result.metrics]);
    this.options.outbox.add('validation', row);
    this.recordConfusion(step, result);
  }

  /** A row of `confusion` where there are classes. */
  recordConfusion(step: number, { confusion }: EvaluationResult): void {
    if (confusion.length === 0) return;
    const row = new Float32Array(1 + confusion.length);
    row[0] = step;
    row.set(confusion, 1);
    this.options.outbox.add('confusion', row);
  }

  private *measure(probe: PreparedProbe, view: StepView): Reading<void> {
    const { outbox, notice } = this.options;
    const { row } = probe;
    row.fill(0);
    row[0] = view.step;
    try {
      const work = probe.measure(view, row);
      if (work) yield* work;
      outbox.add(probe.group, row);
    } catch (error) {
      this.probes = this.probes.filter((other) => other !== probe);
      const place = { group: probe.group, step: view.step };
      notice(engineText('probe-off', { ...place, reason: quoteError(error) }));
    }
  }
}

/** All that probes look at in a step: signals, gradients, weights. */
function tensorsOf(view: StepView): readonly Tensor[] {
  const { forward, backward, gradient, weightsBefore, weightsAfter } = view;
  return [
    ...forward.nodes.flatMap(({ preactivation, output }) => [preactivation, output]),
    ...backward.outputs.filter((tensor) => tensor !== null),
    ...[...backward.timeSteps.values()].flat(2),
    gradient,
    weightsBefore,
    ...(weightsAfter ? [weightsAfter] : []),
  ];
}
