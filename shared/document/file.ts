import { fail, type Result, succeed } from '../result';
import { fillText, type Text } from '../text/text';
import { FIELDS, type FileFailure, fileFailure, READ_ONLY_NEWER } from './file-texts';
import { isJsonObject, type JsonFault, type JsonObject, parseJson } from './json';
import {
  MAX_BLOCKS,
  MAX_COMMENTS,
  MAX_EDGES,
  MAX_JSON_DEPTH,
  MAX_NODES,
  MAX_PROJECT_BYTES,
} from './limits';
import { FIRST_VERSION, migrate } from './migrations';
import { repairDocument } from './repair';
import { RepairLog } from './repair-log';
import {
  CURRENT_VERSION,
  documentSchema,
  FORMAT,
  type JsonValue,
  type ProjectDocument,
} from './schema';

export type { FileFailure } from './file-texts';

/** A project as read, and what had to be mended for it. */
export interface ParsedProject {
  readonly document: ProjectDocument;
  readonly repairs: readonly Text[];
  /** Why it must not be saved over, or null. */
  readonly readOnly: Text | null;
}

const BYTES_PER_MEGABYTE = 1024 * 1024;
/** UTF-8 needs at most three bytes for a UTF-16 code unit. */
const MAX_BYTES_PER_UNIT = 3;

function isTooLarge(text: string): boolean {
  if (text.length * MAX_BYTES_PER_UNIT <= MAX_PROJECT_BYTES) return false;
  return (
    text.length > MAX_PROJECT_BYTES || new TextEncoder().encode(text).length > MAX_PROJECT_BYTES
  );
}

const describeFault = (fault: JsonFault): FileFailure => {
  const values = { limit: MAX_JSON_DEPTH, key: '', message: '', ...fault };
  return fileFailure(fault.kind, values);
};

const LISTS = [
  ['nodes', MAX_NODES],
  ['edges', MAX_EDGES],
  ['comments', MAX_COMMENTS],
] as const;

/** Too many elements are refused with the figure: leaving some out would lose what a person made. */
function overfull(file: JsonObject): FileFailure | null {
  const blocks: readonly JsonValue[] = Array.isArray(file.blocks) ? file.blocks : [];
  if (blocks.length > MAX_BLOCKS) {
    const values = { count: blocks.length, what: FIELDS.blocks, limit: MAX_BLOCKS };
    return fileFailure('too-many', values);
  }
  for (const holder of [file, ...blocks]) {
    const network = isJsonObject(holder) && isJsonObject(holder.network) ? holder.network : {};
    for (const [field, limit] of LISTS) {
      const list = network[field];
      if (!Array.isArray(list) || list.length <= limit) continue;
      return fileFailure('too-many', { count: list.length, what: FIELDS[field], limit });
    }
  }
  return null;
}

/**
 * Reads the text of a project file. What is damaged is repaired element by element and listed; what cannot be read
 * at all, is no project, exceeds a limit or could harm is refused in words. A newer version's file opens read-only
 * where this version understands all of it. Never throws.
 */
export function parseProject(text: string): Result<ParsedProject, FileFailure> {
  if (isTooLarge(text)) {
    const size = Math.ceil(text.length / BYTES_PER_MEGABYTE);
    return fail(fileFailure('too-large', { size, limit: MAX_PROJECT_BYTES / BYTES_PER_MEGABYTE }));
  }
  // Editors of Windows put a byte-order mark in front, which JSON does not allow.
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (content.trim() === '') return fail(fileFailure('empty'));
  const parsed = parseJson(content);
  if (!parsed.ok) return fail(describeFault(parsed.failure));
  const file = parsed.value;
  if (!isJsonObject(file) || file.format !== FORMAT) {
    return fail(fileFailure('not-a-project', { format: FORMAT }));
  }
  const { version } = file;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < FIRST_VERSION) {
    return fail(fileFailure('bad-version'));
  }
  const tooMany = overfull(file);
  if (tooMany) return fail(tooMany);

  const log = new RepairLog();
  const isNewer = version > CURRENT_VERSION;
  const document = repairDocument(isNewer ? file : migrate(file, version), log);
  const repairs = log.texts();
  if (!isNewer) return succeed({ document, repairs, readOnly: null });
  if (repairs.length > 0) {
    return fail(fileFailure('newer-version', { version, current: CURRENT_VERSION }));
  }
  return succeed({ document, repairs, readOnly: fillText(READ_ONLY_NEWER, { version }) });
}

/** Keys of free-form objects in alphabetical order: the same content always gives the same text. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return Object.fromEntries(entries.map(([key, member]) => [key, sortKeys(member)]));
}

/**
 * The text of a project file: keys in the order of the schema (those of parameters alphabetically), two-space
 * indent, a newline at the end. Throws on a document that the schema refuses, for example with NaN in it, since
 * such a file could not be read back.
 */
export function serializeProject(document: ProjectDocument): string {
  const checked = documentSchema.parse(document);
  const ordered = JSON.stringify(
    checked,
    (key, value) => (key === 'parameters' ? sortKeys(value) : value),
    2,
  );
  return `${ordered}\n`;
}
