import type { CliValue } from '../command';
import { PROGRAM_NAME } from '../help';
import { type CompletedCommand, quoted, type ScriptWriter } from './model';

/** A call of a function of the script that offers what fits; nothing for what nobody can guess. */
const OFFERS: {
  readonly [Kind in CliValue['kind']]: (
    value: Extract<CliValue, { readonly kind: Kind }>,
  ) => string;
} = {
  number: () => ':',
  word: ({ words }) => `_vanishing_point_words ${quoted(words.join(' '))}`,
  file: ({ endings }) => `_vanishing_point_files ${endings.map(quoted).join(' ')}`.trim(),
  folder: () => '_vanishing_point_files /',
};

const offer = (value: CliValue | null): string =>
  value === null ? ':' : (OFFERS[value.kind] as (value: CliValue) => string)(value);

const valueCases = ({ name, options }: CompletedCommand): string[] =>
  options
    .filter(({ takesValue }) => takesValue)
    .map(({ names, value }) => {
      const patterns = names.map((option) => quoted(`${name} ${option}`)).join('|');
      return `    ${patterns}) ${offer(value)}; return ;;`;
    });

/** Options that are followed by a value, which is no argument. */
const valueOptions = (commands: readonly CompletedCommand[]): string => {
  const all = commands.flatMap(({ options }) =>
    options.filter(({ takesValue }) => takesValue).flatMap(({ names }) => names),
  );
  return [...new Set(all)].join('|');
};

/** Bash 3.2 and later: macOS still has that one, so there is no `mapfile` and no associative array. */
export const bashScript: ScriptWriter = (commands) => `# bash completion of ${PROGRAM_NAME}

_vanishing_point_offer() {
  local word
  while IFS= read -r word; do COMPREPLY+=("$word"); done
}

_vanishing_point_words() {
  _vanishing_point_offer < <(compgen -W "$1" -- "$current")
}

# Folders, and files with one of the endings; all files without any, and folders alone after a slash.
_vanishing_point_files() {
  local ending
  [ "$#" -eq 0 ] && { _vanishing_point_offer < <(compgen -f -- "$current"); return; }
  _vanishing_point_offer < <(compgen -d -- "$current")
  for ending in "$@"; do
    [ "$ending" = / ] || _vanishing_point_offer < <(compgen -f -X "!*$ending" -- "$current")
  done
}

_vanishing_point() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local command="" place=0 index word skip=""
  COMPREPLY=()
  # Bash takes --option=value apart at the sign.
  if [ "$current" = = ]; then current=""
  elif [ "$previous" = = ]; then previous="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    if [ -n "$skip" ] && [ "$word" != = ]; then skip=""; continue; fi
    case "$word" in
      ${valueOptions(commands)}) skip=1 ;;
      -*|=) ;;
      *) if [ -z "$command" ]; then command="$word"; else place=$((place + 1)); fi ;;
    esac
  done
  if [ -z "$command" ]; then
    _vanishing_point_words ${quoted(['--help', '--version', ...commands.map(({ name }) => name)].join(' '))}
    return
  fi
  case "$command $previous" in
${commands.flatMap(valueCases).join('\n')}
  esac
  if [ "\${current:0:1}" = - ]; then
    case "$command" in
${commands
  .map(({ name, options }) => {
    const names = options.flatMap((option) => option.names).join(' ');
    return `      ${name}) _vanishing_point_words ${quoted(names)} ;;`;
  })
  .join('\n')}
    esac
    return
  fi
  case "$command $place" in
${commands
  .flatMap(({ name, arguments: given }) =>
    given.map((value, at) => `    ${quoted(`${name} ${at}`)}) ${offer(value)} ;;`),
  )
  .join('\n')}
  esac
}

complete -o filenames -F _vanishing_point ${PROGRAM_NAME}
`;
