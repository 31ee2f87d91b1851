import type { Probe } from '../probe';
import { branchesProbe } from './branches';
import { histogramsProbe } from './histograms';
import { layersProbe } from './layers';
import { noiseProbe } from './noise';
import { pictureProbe } from './picture';
import { timeStepsProbe } from './time-steps';
import { unitsProbe } from './units';

/**
 * What is measured during a step. The order counts: the dead units that `units` finds stand in the row of
 * `layers`. Rows of `validation` and `confusion` come from evaluations, rows of `steps` from every step.
 */
export const PROBES: readonly Probe[] = [
  unitsProbe,
  layersProbe,
  branchesProbe,
  timeStepsProbe,
  noiseProbe,
  histogramsProbe,
  pictureProbe,
];
