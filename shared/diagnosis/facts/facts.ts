import type { DataSummary } from '../../data/data-summary';
import type { RunFailure } from '../../telemetry/protocol';
import type { Subject } from '../subject';
import { type DepthProfile, depthProfile } from './depth-profile';
import { type Harm, harmOf } from './harm';
import { type LayerReading, readLayers } from './layer-readings';
import { type LossCourse, lossCourse, type ValidationPoint, validationPoints } from './loss-course';
import { type Structure, structureOf } from './structure';
import { type UpdateSizes, updateSizes } from './updates';

/** All layers of a network at one step. */
export interface Moment {
  readonly step: number;
  readonly readings: readonly LayerReading[];
  readonly profile: DepthProfile;
}

/** What causes look at; worked out once for all of them. */
export interface Facts {
  readonly subject: Subject;
  readonly structure: Structure;
  /** Before the first update; null where nothing was measured there. */
  readonly start: Moment | null;
  readonly now: Moment | null;
  readonly loss: LossCourse;
  readonly validation: readonly ValidationPoint[];
  readonly harm: Harm;
  /** What ended it, if anything did. */
  readonly failure: RunFailure | null;
  readonly data: DataSummary | undefined;
  /** Worked out when a cause first asks: of a healthy run none does. */
  readonly updates: UpdateSizes;
}

function momentAt(subject: Subject, row: Float32Array | null): Moment | null {
  if (!row) return null;
  const readings = readLayers(subject, row);
  return { step: row[0], readings, profile: depthProfile(readings) };
}

export function factsOf(subject: Subject): Facts {
  const { telemetry, analysis, layout } = subject;
  const failure = subject.state?.failure ?? subject.failure ?? null;
  const loss = lossCourse(subject);
  let updates: UpdateSizes | undefined;
  const start = momentAt(subject, telemetry.rowAt('layers', 0));
  return {
    subject,
    structure: structureOf(analysis),
    start,
    now: momentAt(subject, telemetry.rowAt('layers', null)) ?? start,
    loss,
    validation: validationPoints(subject),
    harm: harmOf(failure, loss),
    failure,
    data: layout.data,
    get updates() {
      updates ??= updateSizes(subject);
      return updates;
    },
  };
}
