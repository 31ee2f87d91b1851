import type { ProjectDocument } from '../document/schema';
import type { Analysis } from '../graph/analysis';
import type { Locale, Text } from '../text/text';

/** What an edit that answers a finding is made from. */
export interface RemedyContext {
  readonly document: ProjectDocument;
  readonly analysis: Analysis;
  /** The layers that the finding concerns, from input to output. */
  readonly nodes: readonly string[];
  /** Names of layers that a remedy adds. */
  readonly locale: Locale;
}

/** An edit that answers a finding. It changes the document alone; whether it helps, a twin run says. */
export interface RemedyDefinition {
  readonly kind: string;
  readonly label: Text;
  /** The document with the edit; the same one where it would change nothing. */
  apply(context: RemedyContext): ProjectDocument;
}
