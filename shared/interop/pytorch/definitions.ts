import { definitionsOf } from './text';

/** What PyTorch lacks, as Python that stands by itself; the names of the files are those of this table. */
const FILES: Readonly<Record<string, string>> = import.meta.glob('./python/*.py', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** A file of `python/` as it is. */
export function pythonFile(name: string): string {
  const source = FILES[`./python/${name}.py`];
  if (source === undefined) throw new Error(`there is no python/${name}.py`);
  return source;
}

/** The definitions of these files one after the other, each once, with the two lines between them that Python has. */
export const definitionLines = (names: Iterable<string>): readonly string[] =>
  [...new Set(names)].flatMap((name) => [...definitionsOf(pythonFile(name)), '', '']);
