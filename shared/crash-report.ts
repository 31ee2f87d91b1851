import { z } from 'zod';

/**
 * What is kept of a crash: where in the program it happened, and nothing of what a person made or of whose machine it
 * is. Names of errors and places in the program's source are enough to find the line that failed.
 */

const MAX_FRAMES = 30;
const MAX_FRAME_CHARACTERS = 160;
const MAX_MESSAGE_CHARACTERS = 300;

export const crashFactsSchema = z.strictObject({
  /** Name of the error, or what the system said of a process (`oom`, `crashed`). */
  reason: z.string().max(100),
  message: z.string().max(MAX_MESSAGE_CHARACTERS),
  frames: z.array(z.string().max(MAX_FRAME_CHARACTERS)).max(MAX_FRAMES),
});
export type CrashFacts = z.infer<typeof crashFactsSchema>;

/** Whose crash it was; `part`: a part of the page, of which the page itself has told already. */
const CRASH_PLACES = ['host', 'window', 'page', 'part', 'trainer', 'process'] as const;
export type CrashPlace = (typeof CRASH_PLACES)[number];

export const crashReportSchema = crashFactsSchema.extend({
  id: z.string().max(100),
  time: z.number(),
  place: z.enum(CRASH_PLACES),
  version: z.string().max(100),
  system: z.string().max(100),
});
export type CrashReport = z.infer<typeof crashReportSchema>;

/** Errors that engines throw, whose messages speak of code; those of other errors may quote what a person made. */
const ENGINE_ERRORS: ReadonlySet<string> = new Set(['TypeError', 'RangeError', 'ReferenceError']);

/** Addresses and paths, to the end of the line: a folder's name may hold any sign. */
const PLACES = /(?:\b[a-z][a-z\d+.-]*:\/\/|(?<![\w.])(?:[A-Za-z]:)?[\\/]|\\\\).*$/i;
const QUOTED = /"[^"]*"|“[^”]*”|`[^`]*`|(?<!\w)'[^']*'(?!\w)/g;

/** The first line of a message without what it quotes, and without addresses and paths. */
export const scrubMessage = (message: string): string =>
  (message.split('\n', 1)[0] ?? '')
    .replace(QUOTED, '…')
    .replace(PLACES, '…')
    .slice(0, MAX_MESSAGE_CHARACTERS);

/** `at name (place/file.js:1:2)`, or without a name, as V8 writes it; a component's stack is written alike. */
const FRAME = /^\s*at (?:(?:async )?([\w$.<>[\] ]+?) \()?(.*?)\)?$/;
const LOCATION = /([\w$.-]+:\d+:\d+)$/;
const NAME = /^[\w$.<>[\] ]+$/;

/** One line of a stack as `name file:line:column`; null for a line that says anything else. */
function frameOf(line: string): string | null {
  const [, name = '', location = ''] = FRAME.exec(line) ?? [];
  const place = LOCATION.exec(location)?.[1];
  return place === undefined ? null : `${name} ${place}`.trim().slice(-MAX_FRAME_CHARACTERS);
}

const framesOf = (stack: string): string[] =>
  stack
    .split('\n')
    .map(frameOf)
    .filter((frame) => frame !== null)
    .slice(0, MAX_FRAMES);

/** What may be kept of an error. `stack`: a further stack, such as that of the components around it. */
export function crashFactsOf(error: unknown, stack = ''): CrashFacts {
  if (!(error instanceof Error)) return { reason: typeof error, message: '', frames: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return {
    reason: NAME.test(error.name) ? error.name.slice(0, 100) : 'Error',
    message: ENGINE_ERRORS.has(error.name) ? scrubMessage(error.message) : scrubMessage(code),
    frames: framesOf(`${error.stack ?? ''}\n${stack}`),
  };
}

/** Facts that come from a page, which a host believes no more than any other argument. */
export const scrubFacts = ({ reason, message, frames }: CrashFacts): CrashFacts => ({
  reason: NAME.test(reason) ? reason : 'Error',
  message: ENGINE_ERRORS.has(reason) ? scrubMessage(message) : '',
  frames: framesOf(frames.map((frame) => `at ${frame.replace(/ (\S+)$/, ' ($1)')}`).join('\n')),
});
