import type { ParameterTable, ValuesOf } from './parameter';
import type { CatalogueEntry } from './registry';

/** Where training stands when a schedule is asked. */
export interface ScheduleMoment {
  /** Updates made since the schedule began: 0 at its first. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** Updates that the schedule will see in all. */
  readonly totalSteps: number;
  /** What is watched after each epoch so far, oldest first: validation loss, or training loss where there is none. */
  readonly history: readonly number[];
}

/** How the learning rate changes while training: always a factor of the rate that a person sets. */
export interface ScheduleDefinition<Table extends ParameterTable = ParameterTable>
  extends CatalogueEntry {
  readonly parameters: Table;
  /** It looks at `history`, so that epochs have to be evaluated also where nobody watches. */
  readonly watchesLoss?: boolean;
  /** The rate of the next update ÷ the learning rate. */
  factor(moment: ScheduleMoment, values: ValuesOf<Table>): number;
}

export function defineSchedule<const Table extends ParameterTable>(
  definition: ScheduleDefinition<Table>,
): ScheduleDefinition {
  return definition as unknown as ScheduleDefinition;
}

/** Whole epochs that are over. */
export const epochOf = ({ step, stepsPerEpoch }: ScheduleMoment): number =>
  Math.floor(step / stepsPerEpoch);
