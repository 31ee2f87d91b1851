import type { Session, Shell, WebContents } from 'electron';
import { PAGE_ADDRESS } from './channels';

/** Hosts that links of the app lead to; an address of a stranger's project is never one. */
const LINKED_HOSTS: ReadonlySet<string> = new Set([
  'arxiv.org',
  'doi.org',
  'proceedings.mlr.press',
  'www.deeplearningbook.org',
  'd2l.ai',
  'zh.d2l.ai',
  'github.com',
  'www.tensorflow.org',
  'js.tensorflow.org',
]);

/** True for an address that may be handed to the person's own browser. */
export function mayOpenOutside(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, port } = new URL(address);
  const plain = username === '' && password === '' && port === '';
  return protocol === 'https:' && plain && LINKED_HOSTS.has(hostname);
}

/** The page itself, with or without a fragment; anything else would be another page in our window. */
const isOurPage = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  url.hash = '';
  return url.href === PAGE_ADDRESS;
};

/** No permission is granted but writing to the clipboard, which copy commands need. */
export function denyPermissions(session: Session): void {
  const allowed = new Set(['clipboard-sanitized-write']);
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(allowed.has(permission)),
  );
  session.setPermissionCheckHandler((_contents, permission) => allowed.has(permission));
  session.setDevicePermissionHandler(() => false);
}

/** The window stays on the page; links go to the browser, and only those of the list. */
export function guardContents(contents: WebContents, shell: Pick<Shell, 'openExternal'>): void {
  const stay = (event: { preventDefault(): void }, address: string): void => {
    if (!isOurPage(address)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
}
