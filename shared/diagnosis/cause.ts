import { fillText, formatNumber, type Text, type TextValues } from '../text/text';
import type { Facts } from './facts/facts';
import type { Evidence, EvidenceChart, FindingSeverity } from './finding';

/** What a cause's detector says of one run. */
export interface Suspicion {
  /** Layers concerned, from input to output; empty where it is a setting. The first is the one that is named. */
  readonly nodes: readonly string[];
  readonly sinceStep: number;
  /** 0 to 1: how surely this alone explains what is seen. Ranks causes that none of the others explains. */
  readonly strength: number;
  readonly severity: FindingSeverity;
  readonly evidence: readonly Evidence[];
}

/** A root cause: how it is recognised, what it is called, why it happens. */
export interface CauseDefinition {
  readonly kind: string;
  readonly title: Text;
  /** Why this happens, with the formula. */
  readonly why: Text;
  readonly source: string;
  /** Kinds of remedies, the best first. */
  readonly remedies: readonly string[];
  /** Other causes that are seen only because of this one. */
  readonly explains: readonly string[];
  detect(facts: Facts): Suspicion | null;
}

interface Place {
  readonly chart?: EvidenceChart;
  readonly node?: string;
  readonly step?: number;
}

/** One sentence of evidence, with its figures filled in. */
export function evidence(text: Text, values: TextValues, place: Place = {}): Evidence {
  return {
    text: fillText(text, values),
    chart: place.chart ?? null,
    node: place.node ?? null,
    step: place.step ?? null,
  };
}

/** A figure in evidence: two significant digits are as many as a reader compares. */
export const figure = (value: number): string =>
  Number.isFinite(value) ? formatNumber(Number(value.toPrecision(2))) : String(value);

/** Above so many times the whole (5,000 %) per cent say less than a factor does. */
const MOST_PER_CENT = 50;

/** A change as a share of what is changed, in per cent, or as a factor where it is many times as large: “12 %”, “4.9e7 ×”. */
export const shareOf = (share: number): string => {
  if (share <= MOST_PER_CENT) return `${figure(100 * share)} %`;
  return `${share < 1e6 ? figure(share) : share.toExponential(1).replace('e+', 'e')} ×`;
};

/** Maps a value onto 0 … 1 between two limits, on a log scale: how strongly a ratio speaks. */
export function strengthBetween(value: number, weak: number, strong: number): number {
  if (Number.isNaN(value)) return 0;
  const position = Math.log(value / weak) / Math.log(strong / weak);
  return Math.min(1, Math.max(0, value === 0 && strong < weak ? 1 : position));
}
