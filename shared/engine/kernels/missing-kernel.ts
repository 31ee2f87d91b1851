import type { Backend } from '../../document/schema';
import type { Text } from '../../text/text';
import { engineText } from '../failure-texts';

/** tfjs has no kernel of this name for the backend in use. */
export class MissingKernel extends Error {
  readonly text: Text;

  constructor(kernel: string, backend: Backend) {
    const text = engineText('no-kernel', { kernel, backend });
    super(text.en);
    this.name = 'MissingKernel';
    this.text = text;
  }
}
