import { fillText, type Text, type TextValues } from '../text/text';
import { REPAIRS } from './file-texts';

const MAX_NAMES = 5;

/** Gathers what was mended: single sentences as they come, counts as one sentence each at the end. */
export class RepairLog {
  readonly #sentences: Text[] = [];
  readonly #counts = new Map<keyof typeof REPAIRS, number>();
  readonly #unknownFields = new Set<string>();

  say(text: Text, values: TextValues = {}): void {
    this.#sentences.push(fillText(text, values));
  }

  count(what: Exclude<keyof typeof REPAIRS, 'unknownFields'>): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  /** Notes the fields of `given` that are not among `known`. */
  noteUnknown(given: object, known: object): void {
    for (const key of Object.keys(given)) {
      if (!Object.hasOwn(known, key)) this.#unknownFields.add(key);
    }
  }

  texts(): readonly Text[] {
    const unknown = [...this.#unknownFields];
    const counts = new Map(this.#counts);
    if (unknown.length > 0) counts.set('unknownFields', unknown.length);
    const names = unknown.slice(0, MAX_NAMES).join(', ') + (unknown.length > MAX_NAMES ? ' …' : '');
    const counted = [...counts].map(([what, count]) => fillText(REPAIRS[what], { count, names }));
    return [...this.#sentences, ...counted];
  }
}
