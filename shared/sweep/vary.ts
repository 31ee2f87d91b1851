import type { JsonValue, ProjectDocument } from '../document/schema';
import { analyse } from '../graph/analyse';
import { fillText, type Text } from '../text/text';
import { findAxis } from './axes';
import { type AxisContext, inRank, type SweepAxis } from './axis';
import { documentAt, type SweepPoint } from './plan';

/** Values by the path of their axis; null leaves what is drawn. */
export type Variation = Readonly<Record<string, JsonValue | null>>;

/** The document with a value on each of these axes; what it does not have is left out, and so is what is null. */
export function vary(context: AxisContext, variation: Variation): ProjectDocument {
  const axes: SweepAxis[] = [];
  const values: JsonValue[] = [];
  for (const [path, value] of Object.entries(variation)) {
    const axis = value === null ? null : findAxis(context, path);
    if (value === null || !axis?.ok) continue;
    axes.push(axis.value);
    values.push(value);
  }
  return axes.length === 0 ? context.document : documentAt(context.document, axes, { values });
}

/** An axis whose value a document does not take, and why in a sentence. */
export interface MissingAxis {
  readonly axis: SweepAxis;
  readonly why: Text;
}

const NOT_ACCEPTED: Text = {
  en: 'It takes other values now: {{expected}}.',
  zh: '现在的取值应为{{expected}}。',
};

/**
 * The values of a sweep's point on a document that may have been edited since: all that no axis varies stays as it is.
 * Each axis is looked for anew after those of a lower rank are set, because these add and remove the layers it varies.
 */
export function setValues(
  document: ProjectDocument,
  axes: readonly SweepAxis[],
  { values }: Pick<SweepPoint, 'values'>,
): { readonly document: ProjectDocument; readonly missing: readonly MissingAxis[] } {
  const missing: MissingAxis[] = [];
  const edited = inRank(axes, values).reduce((before, { axis, value }) => {
    const found = findAxis({ document: before, analysis: analyse(before) }, axis.path);
    if (found.ok && found.value.domain.accepts(value)) return found.value.apply(before, value);
    const why = found.ok
      ? fillText(NOT_ACCEPTED, { expected: found.value.domain.expected })
      : found.failure;
    missing.push({ axis, why });
    return before;
  }, document);
  return { document: edited, missing };
}
