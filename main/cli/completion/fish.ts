import type { CliValue } from '../command';
import { PROGRAM_NAME } from '../help';
import type { ScriptWriter } from './model';

/** What fish is told of a value. */
const VALUES: {
  readonly [Kind in CliValue['kind']]: (
    value: Extract<CliValue, { readonly kind: Kind }>,
  ) => string;
} = {
  number: () => '-x',
  word: ({ words }) => `-x -a ${fishQuoted(words.join(' '))}`,
  file: ({ endings }) =>
    endings.length === 0
      ? '-r -F'
      : `-k -x -a ${fishQuoted(endings.map((own) => `(__fish_complete_suffix ${own})`).join(' '))}`,
  folder: () => `-x -a ${fishQuoted('(__fish_complete_directories)')}`,
};

const told = (value: CliValue | null): string =>
  value === null ? '-x' : (VALUES[value.kind] as (value: CliValue) => string)(value);

/** In single quotes, in which fish knows `\\'` and `\\\\`. */
function fishQuoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`;
}

export const fishScript: ScriptWriter = (commands, say) => {
  const complete = `complete -c ${PROGRAM_NAME}`;
  const lines = commands.flatMap(({ name, summary, options, arguments: given }) => {
    const within = `${complete} -n ${fishQuoted(`__fish_seen_subcommand_from ${name}`)}`;
    const flagOf = (option: string): string =>
      option.startsWith('--') ? `-l ${option.slice(2)}` : `-s ${option.slice(1)}`;
    return [
      `${complete} -n __fish_use_subcommand -a ${name} -d ${fishQuoted(say(summary))}`,
      ...options.map(({ names, help, takesValue, value }) => {
        const follows = takesValue ? ` ${told(value)}` : '';
        return `${within} ${names.map(flagOf).join(' ')}${follows} -d ${fishQuoted(say(help))}`;
      }),
      ...given.slice(0, 1).map((value) => `${within} ${told(value)}`),
    ];
  });
  return [`# fish completion of ${PROGRAM_NAME}`, `${complete} -f`, ...lines, ''].join('\n');
};
