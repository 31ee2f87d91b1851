/** A sentence or label in every language that the app speaks. Both are required: a missing one does not compile. */
export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** What reads the same in every language: a figure, a formula, a name that a person gave. */
export const untranslated = (text: string): Text => ({ en: text, zh: text });

export type Locale = keyof Text;

export const LOCALES: readonly Locale[] = ['en', 'zh'];

/** Values that a sentence's `{{name}}` slots are filled with; a `Text` is said in the sentence's language. */
export type TextValues = Readonly<Record<string, string | number | Text>>;

/** `{{count}}`, or `{{count|value|values}}` for a number with the noun that goes with it. */
const SLOT = /\{\{(\w+)(?:\|([^|{}]+)\|([^|{}]+))?\}\}/g;

const IDEOGRAPH = /[\u3400-\u9fff]/;
const LATIN_OR_DIGIT = /[\p{Script=Latin}\p{Script=Greek}0-9−-]/u;

const needsSpace = (left: string, right: string): boolean =>
  (IDEOGRAPH.test(left) && LATIN_OR_DIGIT.test(right)) ||
  (LATIN_OR_DIGIT.test(left) && IDEOGRAPH.test(right));

/**
 * Fills the `{{name}}` slots of a template; an unknown slot stays visible, so that a test or a reader sees it.
 * Where a value brings Latin letters or digits next to Chinese characters, a space goes between them.
 */
export function fillTemplate(template: string, values: TextValues, locale: Locale = 'en'): string {
  const fill = (slot: string, name: string, one?: string, many?: string, offset = 0) => {
    if (!Object.hasOwn(values, name)) return slot;
    const given = values[name];
    const noun = one === undefined ? '' : ` ${given === 1 ? one : many}`;
    const value = `${formatValue(given, locale)}${noun}`;
    const before = template.charAt(offset - 1);
    const after = template.charAt(offset + slot.length);
    const left = needsSpace(before, value.charAt(0)) ? ' ' : '';
    const right = needsSpace(value.charAt(value.length - 1), after) ? ' ' : '';
    return `${left}${value}${right}`;
  };
  return template.replace(SLOT, fill);
}

function formatValue(value: string | number | Text, locale: Locale): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? formatNumber(value) : value[locale];
}

/** Numbers in sentences: grouped thousands for whole numbers, at most four significant digits otherwise. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return value.toLocaleString('en-US');
  return Math.abs(value) >= 1e-3 && Math.abs(value) < 1e6
    ? String(Number(value.toPrecision(4)))
    : value
        .toExponential(2)
        .replace(/\.?0+e/, 'e')
        .replace('e+', 'e');
}

/** A number that must not be rounded, such as a limit or what someone typed: `0.99999`, not `1`. */
export const formatExactly = (value: number): string =>
  Number.isInteger(value) ? formatNumber(value) : String(value);

/** A text in one language with its slots filled. */
export function say(text: Text, locale: Locale, values: TextValues = {}): string {
  return fillTemplate(text[locale], values, locale);
}

/** A text with its slots filled in every language. */
export const fillText = (text: Text, values: TextValues): Text => ({
  en: say(text, 'en', values),
  zh: say(text, 'zh', values),
});

/** Sentences one after the other. */
export const joinSentences = (sentences: readonly Text[]): Text => ({
  en: sentences.map(({ en }) => en).join(' '),
  zh: sentences.map(({ zh }) => zh).join(''),
});

/** A shape as people write it: `28 × 28 × 1`. */
export const formatShape = (shape: readonly number[]): string =>
  shape.length === 0 ? '1' : shape.join(' × ');
