import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { Answer } from '../services/services';
import { CALL_CHANNEL, DROP_CHANNEL, PAGE_ORIGIN } from './channels';

/** What answers calls; `Services` of `main/services`. */
export interface Answering {
  answer(name: string, input: unknown, bytes: number, client: string): Promise<Answer>;
}

/** The name under which services know a window. */
export const clientOf = (contents: { readonly id: number }): string => `window-${contents.id}`;

/** Depth below which no call nests; structured cloning would also carry cycles, which no schema expects. */
const MAX_DEPTH = 100;
const BYTES_PER_CHARACTER = 2;
const BYTES_PER_VALUE = 8;
/** Longer than any path that a system knows. */
const MAX_PATH = 40_000;

/**
 * About how many bytes a value takes. Infinite for one that is nested too deeply or refers to itself, so that the
 * size limit of every call refuses it before a schema walks it.
 */
export function sizeInBytes(value: unknown, depth = 0): number {
  if (depth > MAX_DEPTH) return Number.POSITIVE_INFINITY;
  if (typeof value === 'string') return value.length * BYTES_PER_CHARACTER;
  if (typeof value !== 'object' || value === null) return BYTES_PER_VALUE;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  let bytes = 0;
  for (const [key, member] of Object.entries(value)) {
    bytes += key.length * BYTES_PER_CHARACTER + sizeInBytes(member, depth + 1);
    if (bytes === Number.POSITIVE_INFINITY) break;
  }
  return bytes;
}

/** True for our page in a window's main frame: not a frame inside it, not a page that took its place. */
export function isOurFrame({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  if (!senderFrame || senderFrame !== sender.mainFrame) return false;
  return URL.canParse(senderFrame.url) && originOf(senderFrame.url) === PAGE_ORIGIN;
}

/** Not `URL.origin`, which Node gives as "null" for schemes that it does not know. */
const originOf = (address: string): string => {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
};

const FOREIGN_SENDER: Answer = {
  ok: false,
  failure: {
    kind: 'foreign-sender',
    text: {
      en: 'Only the window of this app may ask that.',
      zh: '只有本程序的窗口可以发出此请求。',
    },
  },
};

/** Answers the calls of every window. */
export function answerCalls(ipcMain: IpcMain, services: Answering): void {
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, input: unknown): Promise<Answer> => {
    if (!isOurFrame(event)) return Promise.resolve(FOREIGN_SENDER);
    return services.answer(String(name), input, sizeInBytes(input), clientOf(event.sender));
  });
}

/** Opens files that are dropped on our page, as if the system had handed them over. `open`: false for other files. */
export function answerDrops(ipcMain: IpcMain, open: (path: string) => boolean): void {
  ipcMain.handle(DROP_CHANNEL, (event, path: unknown): boolean => {
    if (!isOurFrame(event) || typeof path !== 'string' || path.length > MAX_PATH) return false;
    return open(path);
  });
}
