import type { Text } from '../../shared/text/text';

/** What a page shows of an entry: the drawing, and what it is of, in both languages. */
export interface Picture {
  readonly svg: string;
  readonly caption: Text;
}
