import type { Text } from '../text/text';

export interface LabProfile {
  readonly label: Text;
  readonly values: readonly number[];
}

/**
 * What a lab's card draws, as numbers that a run of the lab measured. `figures.ts` holds them; the labs' tests
 * train the labs and compare.
 */
export type LabFigure =
  /** A quantity by depth, input first, as log₁₀: what fails as bars from `base`, what works as a line. */
  | {
      readonly type: 'profile';
      readonly caption: Text;
      readonly quantity: 'signalRms' | 'gradientRms';
      readonly base: number;
      readonly failing: readonly LabProfile[];
      readonly sound: LabProfile;
    }
  /** One histogram a layer, input first: shares of equal bins. */
  | {
      readonly type: 'histograms';
      readonly caption: Text;
      readonly rows: readonly (readonly number[])[];
    }
  /**
   * A cell per unit or weight, a row per layer or input with the input's at the bottom; groups from top to bottom.
   * Shares lie in 0 … 1, signed values in −1 … 1.
   */
  | {
      readonly type: 'cells';
      readonly caption: Text;
      readonly scale: 'share' | 'signed';
      readonly groups: readonly {
        readonly label: Text | null;
        readonly rows: readonly (readonly number[])[];
      }[];
    }
  /** Loss by step; `null` where it was no longer finite. */
  | {
      readonly type: 'curves';
      readonly caption: Text;
      readonly scale: 'linear' | 'log';
      readonly series: readonly {
        readonly label: Text;
        readonly values: readonly (number | null)[];
      }[];
    };
