import { test } from 'vitest';
import { StartMeasure } from '../../../main/services/start-measure';
import { Gauge } from '../../../main/training/gauge';
import { processLauncher } from '../../../main/training/launcher';
import { defaultChoice } from '../../../shared/catalogue/catalogues';
import { INITIALIZERS } from '../../../shared/catalogue/initializers';
import { diagnose } from '../../../shared/diagnosis/diagnose';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { vary } from '../../../shared/sweep/vary';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { TRAINER } from '../../support/host-process';
import { openedLab } from '../../support/labs';

const PLACES = { projectFolder: null, importFolder: '' };
const WIDTH = 100;
const EDITS = 41;
const WARM_UP = 5;

/** Lab I3, 30 hidden layers, at the width that the goal is about. */
function network(): ProjectDocument {
  const lab = openedLab('I3');
  const nodes = lab.network.nodes.map((node) =>
    node.parameters.units === 64
      ? { ...node, parameters: { ...node.parameters, units: WIDTH } }
      : node,
  );
  return { ...lab, network: { ...lab.network, nodes } };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/**
 * `npm run bench:start`: from an edit of an initializer to the answer of a host whose trainer is warm, and to the
 * findings made of it, for 30 layers of 100 units.
 */
test('an edit is answered', { timeout: 120_000 }, async () => {
  const measure = new StartMeasure(new Gauge(processLauncher(TRAINER, false)));
  const document = network();
  const analysis = analyse(document);
  const edits = ['heNormal', 'glorotUniform', 'orthogonal', 'normal'];
  const answers: number[] = [];
  const findings: number[] = [];
  for (let index = 0; index < EDITS; index += 1) {
    const kind = edits[index % edits.length];
    const edited = vary(
      { document, analysis },
      {
        initializer: defaultChoice(INITIALIZERS, kind),
      },
    );
    const before = performance.now();
    const measured = await measure.measure(edited, PLACES);
    const answered = performance.now();
    if (!measured) throw new Error('not measured');
    const { layout, groups } = measured;
    const telemetry = TelemetryStore.fromStored(layout, groups);
    diagnose({ document: edited, analysis: analyse(edited), layout, telemetry, state: null });
    if (index < WARM_UP) continue;
    answers.push(answered - before);
    findings.push(performance.now() - answered);
    console.log(kind, (answered - before).toFixed(1), (performance.now() - answered).toFixed(1));
  }
  measure.close();
  console.log(
    `30 × ${WIDTH}: answered in ${median(answers).toFixed(0)} ms, diagnosed in ${median(findings).toFixed(0)} ms (medians of ${answers.length})`,
  );
});
