import type { Parameter } from '../../../shared/catalogue/parameter';
import type { JsonValue } from '../../../shared/document/schema';

/** A value of the form: known, or different among the layers that are edited together. */
export type FieldValue =
  | { readonly mixed: false; readonly value: JsonValue | undefined }
  | { readonly mixed: true };

export interface FieldProps<Kind extends Parameter = Parameter> {
  readonly parameter: Kind;
  readonly value: FieldValue;
  /** What is wrong with the value that the document holds, in words; null for nothing. */
  readonly fault: string | null;
  readonly onChange: (value: JsonValue) => void;
}
