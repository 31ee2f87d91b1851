import type { JsonValue, ProjectDocument } from '../document/schema';
import { findAxis } from './axes';
import type { AxisContext, SweepAxis } from './axis';
import { documentAt } from './plan';

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
