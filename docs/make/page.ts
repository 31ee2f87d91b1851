import { CHOICE_CATALOGUES } from '../../shared/catalogue/catalogues';
import type { Parameter, ParameterTable } from '../../shared/catalogue/parameter';
import { expectedText, valueText } from '../../shared/catalogue/parameter-text';
import { formulaIn } from '../../shared/catalogue/registry';
import type { JsonValue } from '../../shared/document/schema';
import { LOCALES, type Text } from '../../shared/text/text';
import { namesOf } from './names';
import type { Picture } from './picture';

/** What stands under one heading of a page. */
export interface Section {
  readonly kind: string;
  readonly label: Text;
  readonly summary: Text;
  readonly formula?: string | Text;
  readonly source: string;
  /** Absent where there is none to speak of: a block's settings are those of its layers. */
  readonly parameters?: ParameterTable;
  /** More that a reader should know. */
  readonly notes: readonly Text[];
  readonly picture: Picture;
}

export interface Page {
  /** Name of its file and of the folder of its pictures. */
  readonly name: string;
  readonly title: Text;
  readonly intro: Text;
  readonly sections: readonly Section[];
}

export const MADE_NOTE =
  '<!-- Written by `npm run docs` from shared/catalogue; edit that instead. -->';

export const heading = (text: Text): string => namesOf(text).join(' · ');

/** A bar would begin another cell, and `<` a tag. */
const inCell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

const both = (text: Text): string => namesOf(text).map(inCell).join('<br>');

function defaultText(parameter: Parameter): Text {
  if (parameter.type === 'choice') {
    return CHOICE_CATALOGUES[parameter.catalogue].get(parameter.default.kind).label;
  }
  if (parameter.type === 'option') {
    const chosen = parameter.options.find(({ value }) => value === parameter.default);
    if (chosen) return chosen.label;
  }
  return valueText(parameter.default as JsonValue);
}

export function parameterTable(parameters: ParameterTable): readonly string[] {
  const rows = Object.entries(parameters).map(([name, parameter]) => {
    const cells = [
      parameter.label,
      defaultText(parameter),
      expectedText(parameter),
      parameter.help,
    ];
    return `| \`${name}\` | ${cells.map(both).join(' | ')} |`;
  });
  if (rows.length === 0) return ['No parameters. 无参数。', ''];
  return [
    '| | Parameter 参数 | Default 默认值 | Allowed 取值 | What it does 说明 |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ];
}

export const picturePath = (page: string, kind: string): string => `pictures/${page}/${kind}.svg`;

/** One line in both languages where there are no words to tell apart. */
const formulaLines = (formula: string | Text): readonly string[] => {
  const lines = LOCALES.map((locale) => formulaIn(formula, locale));
  return ['```text', ...new Set(lines), '```', ''];
};

function sectionLines(page: string, section: Section): readonly string[] {
  const { kind, label, summary, formula, source, parameters, notes, picture } = section;
  const { en, zh } = picture.caption;
  return [
    `## ${heading(label)}`,
    '',
    `\`${kind}\``,
    '',
    summary.en,
    '',
    summary.zh,
    '',
    `![${label.en}: ${en}](${picturePath(page, kind)})`,
    '',
    `*${en}* *${zh}*`,
    '',
    ...(formula === undefined ? [] : formulaLines(formula)),
    ...notes.flatMap((note) => [`${namesOf(note).join(' ')}`, '']),
    `Source 来源: ${source}`,
    '',
    ...(parameters ? parameterTable(parameters) : []),
  ];
}

export const pageText = ({ name, title, intro, sections }: Page): string =>
  [
    MADE_NOTE,
    '',
    `# ${heading(title)}`,
    '',
    intro.en,
    '',
    intro.zh,
    '',
    ...sections.flatMap((section) => sectionLines(name, section)),
  ].join('\n');
