import type { CliValue } from '../command';
import { PROGRAM_NAME } from '../help';
import { quoted, type ScriptWriter } from './model';

/** What `_arguments` does for a value. */
const ACTIONS: {
  readonly [Kind in CliValue['kind']]: (
    value: Extract<CliValue, { readonly kind: Kind }>,
  ) => string;
} = {
  number: () => '',
  word: ({ words }) => `(${words.join(' ')})`,
  file: ({ endings }) =>
    endings.length === 0 ? '_files' : `_files -g "*(${endings.map((own) => own).join('|')})"`,
  folder: () => '_files -/',
};

const action = (value: CliValue | null): string =>
  value === null ? '' : (ACTIONS[value.kind] as (value: CliValue) => string)(value);

/** Colons and brackets end a part of a specification. */
const escaped = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&');

export const zshScript: ScriptWriter = (commands, say) => `#compdef ${PROGRAM_NAME}

_vanishing_point() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${escaped(say(summary))}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case $words[1] in
${commands
  .map(({ name, options, arguments: given }) => {
    const own = options.flatMap(({ names, help, takesValue, value }) =>
      names.map((option) => {
        const follows = takesValue ? `:value:${action(value)}` : '';
        return quoted(`${option}[${escaped(say(help))}]${follows}`);
      }),
    );
    const positional = given.map((value, at) => quoted(`${at + 1}:argument:${action(value)}`));
    return `    ${name}) _arguments ${[...own, ...positional].join(' ')} ;;`;
  })
  .join('\n')}
  esac
}

compdef _vanishing_point ${PROGRAM_NAME}
`;
