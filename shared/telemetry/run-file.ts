import { z } from 'zod';
import { type DataEncoding, dataEncodingSchema } from '../data/encoding';
import { parseProject } from '../document/file';
import { type RunSummary, runSummarySchema, type StoredRun, storedRunSchema } from '../host-data';
import { fail, type Result, succeed } from '../result';
import type { Text } from '../text/text';
import { decodeMessage, encodeMessage } from '../wire';
import { type Checkpoint, checkpointSchema } from './checkpoint';

/**
 * A run on disk: a header of fixed size, the summary, then everything else.
 *
 * | bytes | content |
 * | --- | --- |
 * | 0–7 | `VPRUN`, CR, LF, SUB: a text-mode copy breaks these, and is noticed |
 * | 8–11 | version |
 * | 12–15 | length of the summary |
 * | 16–23 | length of the body |
 * | 24–55 | SHA-256 of the summary |
 * | 56–87 | SHA-256 of the body |
 *
 * Two hashes, so that a list of runs reads some hundred bytes of each file and still trusts what it reads. The
 * hash is SHA-256 of the Web Crypto API, which Node and every browser have, so no hash code of our own.
 * Numbers are little-endian.
 */
export const RUN_FILE_VERSION = 1;
export const RUN_FILE_EXTENSION = '.vprun';
/** Enough of a file's beginning for `decodeRunSummary`. */
export const RUN_SUMMARY_BYTES = 64 * 1024;

const MAGIC = new Uint8Array([0x56, 0x50, 0x52, 0x55, 0x4e, 0x0d, 0x0a, 0x1a]);
const VERSION_AT = 8;
const SUMMARY_LENGTH_AT = 12;
const BODY_LENGTH_AT = 16;
const SUMMARY_HASH_AT = 24;
const BODY_HASH_AT = 56;
const HEADER_BYTES = 88;
const HASH_BYTES = 32;

/** What a run leaves behind: its telemetry, the document it trained, and the weights it ended with. */
export interface RunFile {
  readonly run: StoredRun;
  readonly checkpoint: Checkpoint | null;
  /** What its training share taught, with which it predicts; absent in runs of older versions. */
  readonly encoding?: DataEncoding | null | undefined;
}

/** The project as it was trained: of an older version, it is brought up to this one like any project file. */
const keptDocument = z.unknown().transform((value, context) => {
  const parsed = parseProject(JSON.stringify(value));
  if (parsed.ok) return parsed.value.document;
  context.addIssue(parsed.failure.kind);
  return z.NEVER;
});

const bodySchema = storedRunSchema.omit({ summary: true }).extend({
  document: keptDocument,
  checkpoint: checkpointSchema.nullable(),
  encoding: dataEncodingSchema.nullish(),
});

const FAILURES = {
  'not-a-run': {
    en: 'This file is not a run of Vanishing Point.',
    zh: '该文件不是 Vanishing Point 的训练记录。',
  },
  'newer-version': {
    en: 'This run was written by a newer version of Vanishing Point. Update the app to open it.',
    zh: '该训练记录由更新版本的 Vanishing Point 写入。请更新应用后再打开。',
  },
  truncated: {
    en: 'This run file is cut short: part of it is missing. The project itself is not affected.',
    zh: '该训练记录文件不完整，缺少一部分内容。项目本身不受影响。',
  },
  'unknown-content': {
    en: 'This run file is whole, but this version of Vanishing Point cannot read its content. The project itself is not affected.',
    zh: '该训练记录文件完整，但此版本的 Vanishing Point 无法读取其内容。项目本身不受影响。',
  },
  damaged: {
    en: 'This run file is damaged: its content does not match its checksum. The project itself is not affected.',
    zh: '该训练记录文件已损坏：内容与校验和不符。项目本身不受影响。',
  },
} as const satisfies Record<string, Text>;

export interface RunFileFailure {
  readonly kind: keyof typeof FAILURES;
  readonly text: Text;
}

const refuse = (kind: RunFileFailure['kind']): Result<never, RunFileFailure> =>
  fail({ kind, text: FAILURES[kind] });

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** The bytes of a run file. */
export async function encodeRunFile(file: RunFile): Promise<Uint8Array<ArrayBuffer>> {
  const { summary, ...stored } = file.run;
  const summaryBytes = encodeMessage(summary);
  const bodyBytes = encodeMessage({
    ...stored,
    checkpoint: file.checkpoint,
    encoding: file.encoding ?? null,
  });
  return assemble(summaryBytes, bodyBytes, await sha256(bodyBytes));
}

async function assemble(
  summaryBytes: Uint8Array<ArrayBuffer>,
  bodyBytes: Uint8Array,
  bodyHash: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const result = new Uint8Array(HEADER_BYTES + summaryBytes.length + bodyBytes.length);
  const header = new DataView(result.buffer);
  result.set(MAGIC, 0);
  header.setUint32(VERSION_AT, RUN_FILE_VERSION, true);
  header.setUint32(SUMMARY_LENGTH_AT, summaryBytes.length, true);
  header.setBigUint64(BODY_LENGTH_AT, BigInt(bodyBytes.length), true);
  result.set(await sha256(summaryBytes), SUMMARY_HASH_AT);
  result.set(bodyHash, BODY_HASH_AT);
  result.set(summaryBytes, HEADER_BYTES);
  result.set(bodyBytes, HEADER_BYTES + summaryBytes.length);
  return result;
}

interface Header {
  readonly summary: Section;
  readonly body: Section;
}

interface Section {
  readonly start: number;
  readonly end: number;
  readonly hash: Uint8Array;
}

function readHeader(bytes: Uint8Array): Result<Header, RunFileFailure> {
  if (MAGIC.some((byte, at) => at < bytes.length && bytes[at] !== byte)) return refuse('not-a-run');
  if (bytes.length < HEADER_BYTES) return refuse(bytes.length < 5 ? 'not-a-run' : 'truncated');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(VERSION_AT, true);
  if (version > RUN_FILE_VERSION) return refuse('newer-version');
  if (version === 0) return refuse('damaged');
  const summaryEnd = HEADER_BYTES + view.getUint32(SUMMARY_LENGTH_AT, true);
  const hashAt = (start: number) => bytes.subarray(start, start + HASH_BYTES);
  return succeed({
    summary: { start: HEADER_BYTES, end: summaryEnd, hash: hashAt(SUMMARY_HASH_AT) },
    body: {
      start: summaryEnd,
      end: summaryEnd + Number(view.getBigUint64(BODY_LENGTH_AT, true)),
      hash: hashAt(BODY_HASH_AT),
    },
  });
}

async function readSection<Schema extends z.ZodType>(
  bytes: Uint8Array,
  section: Section,
  schema: Schema,
): Promise<Result<z.output<Schema>, RunFileFailure>> {
  if (section.end > bytes.length) return refuse('truncated');
  const content = Uint8Array.from(bytes.subarray(section.start, section.end));
  const hash = await sha256(content);
  if (hash.some((byte, at) => byte !== section.hash[at])) return refuse('damaged');
  try {
    const parsed = schema.safeParse(decodeMessage(content));
    // A matching hash: what a development version wrote in another form, not the work of a faulty disk.
    return parsed.success ? succeed(parsed.data) : refuse('unknown-content');
  } catch {
    // A matching hash over nonsense: made by hand; decoding names it by throwing.
    return refuse('unknown-content');
  }
}

/** The summary of a run from the first `RUN_SUMMARY_BYTES` of its file, for lists. */
export async function decodeRunSummary(
  bytes: Uint8Array,
): Promise<Result<RunSummary, RunFileFailure>> {
  const header = readHeader(bytes);
  return header.ok ? readSection(bytes, header.value.summary, runSummarySchema) : header;
}

/** The run in a file's bytes, or why it cannot be read. Never throws, whatever the bytes. */
export async function decodeRunFile(bytes: Uint8Array): Promise<Result<RunFile, RunFileFailure>> {
  const header = readHeader(bytes);
  if (!header.ok) return header;
  if (bytes.length > header.value.body.end) return refuse('damaged');
  const summary = await readSection(bytes, header.value.summary, runSummarySchema);
  if (!summary.ok) return summary;
  const body = await readSection(bytes, header.value.body, bodySchema);
  if (!body.ok) return body;
  const { checkpoint, encoding, ...stored } = body.value;
  return succeed({ run: { summary: summary.value, ...stored }, checkpoint, encoding });
}

/**
 * The bytes of a run file with another summary, and what the summary became. The body is copied with its hash and not
 * looked at: a damage in it stays to be found by who reads it.
 */
export async function changeRunSummary(
  bytes: Uint8Array,
  change: (summary: RunSummary) => RunSummary,
): Promise<Result<Uint8Array<ArrayBuffer>, RunFileFailure>> {
  const header = readHeader(bytes);
  if (!header.ok) return header;
  const { summary, body } = header.value;
  if (bytes.length !== body.end) return refuse(bytes.length < body.end ? 'truncated' : 'damaged');
  const known = await readSection(bytes, summary, runSummarySchema);
  if (!known.ok) return known;
  const changed = encodeMessage(change(known.value));
  return succeed(await assemble(changed, bytes.subarray(body.start, body.end), body.hash));
}
