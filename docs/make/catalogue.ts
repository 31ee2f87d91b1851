import { TRAINING_GROUPS } from '../../shared/catalogue/training-settings';
import { heading, MADE_NOTE, type Page, pageText, parameterTable, picturePath } from './page';
import { makePages } from './pages';

/** Where everything below is written, from the project's folder. */
export const CATALOGUE_FOLDER = 'docs/catalogue';

const TRAINING = { name: 'training', title: { en: 'Training settings', zh: '训练设置' } } as const;

const trainingText = (): string =>
  [
    MADE_NOTE,
    '',
    `# ${heading(TRAINING.title)}`,
    '',
    'What can be set beside loss, optimizer, learning rate, epochs and batch size.',
    '',
    '损失、优化器、学习率、轮次数与批量大小之外的设置。',
    '',
    ...TRAINING_GROUPS.flatMap(({ label, fields }) => [
      `## ${heading(label)}`,
      '',
      ...parameterTable(fields),
    ]),
  ].join('\n');

const contentsText = (pages: readonly Page[]): string =>
  [
    MADE_NOTE,
    '',
    '# The catalogue · 目录',
    '',
    'Everything that a network and its training can be made of. Pictures are computed by the formulas that train.',
    '',
    '网络及其训练可用的全部构件。图均由训练所用的公式计算得出。',
    '',
    ...pages.map(
      ({ name, title, sections }) => `- [${heading(title)}](${name}.md): ${sections.length}`,
    ),
    `- [${heading(TRAINING.title)}](${TRAINING.name}.md)`,
    '',
  ].join('\n');

/**
 * Every file below `CATALOGUE_FOLDER` by its path there. The same on every machine: numbers come from seeded streams
 * and V8's own mathematics, and are rounded before they are written.
 */
export async function catalogueFiles(): Promise<ReadonlyMap<string, string>> {
  const pages = await makePages();
  return new Map([
    ['README.md', contentsText(pages)],
    [`${TRAINING.name}.md`, trainingText()],
    ...pages.map((page): [string, string] => [`${page.name}.md`, pageText(page)]),
    ...pages.flatMap(({ name, sections }) =>
      sections.map(({ kind, picture }): [string, string] => [picturePath(name, kind), picture.svg]),
    ),
  ]);
}
