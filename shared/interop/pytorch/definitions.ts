import { definitionsOf } from './text';

/** What PyTorch lacks, as Python that stands by itself; the names of the files are those of this table. */
const FILES: Readonly<Record<string, string>> = import.meta.glob('./python/*.py', {
  query: '?raw',
  import: 'default',
  eager: true,
});

const pathOf = (name: string): string => `./python/${name}.py`;

/** A file of `python/` as it is. */
export function pythonFile(name: string): string {
  const source = FILES[pathOf(name)];
  if (source === undefined) throw new Error(`there is no python/${name}.py`);
  return source;
}

/** Those of `python/` that a file imports from, and then itself: the order in which Python must read them. */
const withNeeded = (name: string): readonly string[] => [
  ...[...pythonFile(name).matchAll(/^from (\w+) import /gm)]
    .map(([, module]) => module)
    .filter((module) => pathOf(module) in FILES)
    .flatMap(withNeeded),
  name,
];

/**
 * The definitions of these files and of those that they import from, one after the other, each once, with the two
 * lines between them that Python has.
 */
export const definitionLines = (names: readonly string[]): readonly string[] =>
  [...new Set(names.flatMap(withNeeded))].flatMap((name) => [
    ...definitionsOf(pythonFile(name)),
    '',
    '',
  ]);

/** What Python's own library and PyTorch must be asked for by a file and all that it imports from, as isort orders it. */
export function importsOf(name: string): readonly string[] {
  const lines = new Set(
    withNeeded(name).flatMap((each) =>
      [...pythonFile(each).matchAll(/^(?:import \w+|from (\w+) import .+)$/gm)]
        .filter(([, module]) => module === undefined || !(pathOf(module) in FILES))
        .map(([line]) => line),
    ),
  );
  const isTorch = (line: string): boolean => /^(?:import|from) torch\b/.test(line);
  const sorted = [...lines].sort(
    (a, b) => Number(a.startsWith('from')) - Number(b.startsWith('from')) || a.localeCompare(b),
  );
  return [
    ...sorted.filter((line) => !isTorch(line)),
    '',
    ...sorted.filter((line) => isTorch(line)),
  ];
}
