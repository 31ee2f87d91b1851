import { MAX_NAME_CHARACTERS } from '../../shared/document/limits';
import { refuse } from './failures';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what a file name must not hold
const FORBIDDEN_CHARACTERS = /[/\\:*?"<>|\u0000-\u001f\u007f]/;
/** Names that Windows gives to devices, with any extension. */
const DEVICE_NAMES = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
/** File systems count bytes of UTF-8; room is left for `.vpnet`, `.bak` and the number of a temporary file. */
const MAX_BYTES = 200;

/** The name without surrounding spaces, or a refusal where no system would take it as the name of one file. */
export function checkFileName(name: string): string {
  const trimmed = name.trim();
  const bad =
    trimmed === '' ||
    trimmed.length > MAX_NAME_CHARACTERS ||
    Buffer.byteLength(trimmed) > MAX_BYTES ||
    trimmed.startsWith('.') ||
    trimmed.endsWith('.') ||
    FORBIDDEN_CHARACTERS.test(trimmed) ||
    DEVICE_NAMES.test(trimmed);
  return bad ? refuse('bad-name', { name: trimmed.slice(0, MAX_NAME_CHARACTERS) }) : trimmed;
}
