import { fail, type Result, succeed } from '../result';
import type { Text, TextValues } from '../text/text';
import { engineText } from './failure-texts';

type Sentence = Parameters<typeof engineText>[0];

/** A layer cannot compute with the numbers that came in. Ends a run with a sentence, not as a crash. */
export class InputFault extends Error {
  readonly text: Text;

  /** `node` is the id of the node at fault once the model knows it; the sentence's `{{node}}` is its name. */
  constructor(
    private readonly sentence: Sentence,
    private readonly values: TextValues,
    readonly node: string | null = null,
  ) {
    const text = engineText(sentence, values);
    super(text.en);
    this.name = 'InputFault';
    this.text = text;
  }

  /** The same fault, said of this node. */
  at(node: { readonly id: string; readonly name: string }): InputFault {
    return new InputFault(this.sentence, { ...this.values, node: node.name }, node.id);
  }
}

/** The value of `work`, or the sentence of the layer that refused its input. */
export function unlessRefused<Value>(work: () => Value): Result<Value, Text> {
  try {
    return succeed(work());
  } catch (error) {
    if (error instanceof InputFault) return fail(error.text);
    throw error;
  }
}
