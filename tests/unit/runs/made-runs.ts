import type { ComparedRun } from '../../../renderer/runs/compare/compared-runs';
import { createDocument } from '../../../shared/document/new-document';
import type { RunSummary } from '../../../shared/host-data';
import { STEP_COLUMNS } from '../../../shared/telemetry/layout';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { readRun, runState } from '../app/told-runs';
import { layoutOf } from '../monitor/run-fixture';

interface Made {
  /** Its first step. */
  readonly from: number;
  /** Of each of its steps. */
  readonly losses: readonly number[];
  readonly metrics: readonly string[];
  readonly after?: RunSummary['from'];
}

/** A run as it is compared, whose metrics are 0.5 at every step. */
export function makeRun(run: string, { from, losses, metrics, after }: Made): ComparedRun {
  const layout = layoutOf(0, { metrics: [...metrics] });
  const telemetry = new TelemetryStore(layout);
  losses.forEach((loss, at) => {
    const row = new Float32Array(STEP_COLUMNS.length + metrics.length).fill(0.5);
    row[0] = from + at;
    row[STEP_COLUMNS.indexOf('loss')] = loss;
    telemetry.append([{ group: 'steps', rows: row }]);
  });
  const { summary } = readRun(run, runState('finished'));
  return { summary: { ...summary, from: after }, document: createDocument(run), layout, telemetry };
}
