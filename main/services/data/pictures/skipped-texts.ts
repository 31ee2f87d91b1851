import { fillText, type Text } from '../../../../shared/text/text';
import type { SkippedFile } from './files';

/** Files named in a report; the rest is only counted. */
const MAX_LISTED = 20;

const SKIPPED: Text = {
  en: '“{{path}}” is left out: {{reason}}.',
  zh: '已略去“{{path}}”：{{reason}}。',
};
const MORE_SKIPPED: Text = {
  en: 'And {{count}} more files are left out.',
  zh: '另有 {{count}} 个文件被略去。',
};

/** The files that are left out, as sentences. */
export function skippedTexts(skipped: readonly SkippedFile[]): Text[] {
  const texts = skipped
    .slice(0, MAX_LISTED)
    .map(({ path, reason }) => fillText(SKIPPED, { path, reason }));
  const more = skipped.length - texts.length;
  return more > 0 ? [...texts, fillText(MORE_SKIPPED, { count: more })] : texts;
}
