import type { ProjectDocument } from '../document/schema';
import type { Analysis } from '../graph/analysis';
import type { Locale, Text } from '../text/text';
import type { Subject } from './subject';

/** What an edit that answers a finding is made from. */
export interface RemedyContext {
  readonly document: ProjectDocument;
  readonly analysis: Analysis;
  /** The layers that the finding concerns, from input to output. */
  readonly nodes: readonly string[];
  /** Names of layers that a remedy adds. */
  readonly locale: Locale;
}

interface Remedy {
  readonly kind: string;
  readonly label: Text;
}

/** An edit that answers a finding. It changes the document alone; whether it helps, a twin run says. */
export interface EditRemedy extends Remedy {
  /** The document with the edit; the same one where it would change nothing. */
  apply(context: RemedyContext): ProjectDocument;
}

/** One whose edit is not known before a run of its own was made for it. */
export interface MeasuredRemedy extends Remedy {
  readonly measurement: {
    /** What is trained, for those who are asked to wait for it. */
    readonly label: Text;
    /** Said where the run told no edit. */
    readonly none: Text;
    runOf(document: ProjectDocument): ProjectDocument;
  };
  /** The document with the edit that the run told; the same one where it told none. */
  applyMeasured(context: RemedyContext, told: Subject): ProjectDocument;
}

export type RemedyDefinition = EditRemedy | MeasuredRemedy;
