import type { Calibration } from '../calibration';
import { lsuv } from './lsuv';
import { swarm } from './swarm';

/** What each initializer that starts from data does with them, by kind. */
export const CALIBRATIONS: ReadonlyMap<string, Calibration> = new Map(
  [lsuv, swarm].map((calibration) => [calibration.kind, calibration]),
);
