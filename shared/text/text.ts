/** A sentence or label in every language that the app speaks. Both are required: a missing one does not compile. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

export type Locale = keyof Text;

export const LOCALES: readonly Locale[] = ['en', 'zh'];

/** Values that a sentence's `{{name}}` slots are filled with. */
export type TextValues = Readonly<Record<string, string | number>>;

const SLOT = /\{\{(\w+)\}\}/g;

/** Fills the `{{name}}` slots of a template; an unknown slot stays visible, so that a test or a reader sees it. */
export function fillTemplate(template: string, values: TextValues): string {
  return template.replace(SLOT, (slot, name: string) =>
    Object.hasOwn(values, name) ? formatValue(values[name]) : slot,
  );
}

/** Numbers in sentences: grouped thousands for whole numbers, at most four significant digits otherwise. */
function formatValue(value: string | number): string {
  if (typeof value === 'string') return value;
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  return Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6
    ? String(Number(value.toPrecision(4)))
    : value.toExponential(2);
}

/** A text in one language with its slots filled. */
export function say(text: Text, locale: Locale, values: TextValues = {}): string {
  return fillTemplate(text[locale], values);
}
