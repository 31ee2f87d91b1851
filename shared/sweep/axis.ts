import type { JsonValue, ProjectDocument } from '../document/schema';
import type { Analysis } from '../graph/analysis';
import type { Result } from '../result';
import type { Text } from '../text/text';
import type { Domain } from './domain';

/** Something of one document that a sweep can vary. */
export interface SweepAxis {
  /** Its name on the command line: `rate`, `dense-3.units`, `training.l2`. */
  readonly path: string;
  readonly label: Text;
  readonly help: Text;
  readonly domain: Domain;
  /** What the document has now; null where the layers concerned differ. */
  readonly current: JsonValue | null;
  /** Worth trying in this document, the current value among them. */
  readonly proposals: readonly JsonValue[];
  /** Lower ones are applied first: layers must be there before they are changed, and all of them before a single one. */
  readonly rank: number;
  /** The document with this value; a pure edit. */
  apply(document: ProjectDocument, value: JsonValue): ProjectDocument;
}

/** Axes with the values that they take, as they are applied one after the other: those of a lower rank first. */
export const inRank = (
  axes: readonly SweepAxis[],
  values: readonly JsonValue[],
): readonly { readonly axis: SweepAxis; readonly value: JsonValue }[] =>
  axes
    .map((axis, index) => ({ axis, value: values[index] }))
    .toSorted((a, b) => a.axis.rank - b.axis.rank);

/** What an axis is made from: a document, and what it means. */
export interface AxisContext {
  readonly document: ProjectDocument;
  readonly analysis: Analysis;
}

/** An axis with a name of its own. */
export interface AxisDefinition {
  readonly path: string;
  readonly label: Text;
  readonly help: Text;
  /** What it varies in this document, or why it varies nothing there. */
  open(context: AxisContext): Result<OpenedAxis, Text>;
}

export interface OpenedAxis extends Pick<SweepAxis, 'domain' | 'current' | 'apply'> {
  /** Where they are not simply those that the domain proposes. */
  readonly proposals?: readonly JsonValue[];
}
