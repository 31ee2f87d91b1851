import { HostCallError } from '../../../shared/host';
import { quoteError } from '../../../shared/text/quote';
import { fillTemplate, type Text } from '../../../shared/text/text';
import { currentLocale } from '../i18n/i18n';
import { showNotice } from './notice';
import { hostWords } from './words';

/** The sentence of a failure in the current language. */
export function sentenceOf(error: unknown): string {
  const locale = currentLocale();
  if (error instanceof HostCallError) return error.failure.text[locale];
  return fillTemplate(hostWords.entries.unexpected[locale], { message: quoteError(error) });
}

/** Says a failure of the host, or a bug, where the person sees it. Use as the `catch` of a call nobody else handles. */
export function reportFailure(error: unknown): void {
  // The lost connection has its own banner; one notice for each waiting call would bury it.
  if (error instanceof HostCallError && error.failure.kind === 'connection-lost') return;
  sayError(sentenceOf(error));
}

export function sayError(message: string): void {
  showNotice({
    title: hostWords.entries.failureTitle[currentLocale()],
    message,
    color: 'red',
    autoClose: 12_000,
    role: 'alert',
  });
}

/** A short notice that something was done. */
export function sayDone(text: Text): void {
  showNotice({ message: text[currentLocale()], color: 'accent', autoClose: 3_000 });
}
