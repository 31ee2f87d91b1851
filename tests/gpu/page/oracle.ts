/** The browser's counterpart of `tests/oracle/oracle.ts`: the same files, bundled. */
const FILES: Readonly<Record<string, unknown>> = import.meta.glob('../../oracle/data/**/*.json', {
  eager: true,
  import: 'default',
});

const read = <Case>(test: (path: string) => boolean): readonly Case[] =>
  Object.keys(FILES)
    .filter((file) => test(file.slice('../../oracle/data/'.length)))
    .sort()
    .flatMap((file) => FILES[file] as readonly Case[]);

export const readOracle = <Case>(name: string): readonly Case[] =>
  read((path) => path === `${name}.json`);

export const readOracles = <Case>(folder: string): readonly Case[] =>
  read((path) => path.startsWith(`${folder}/`));
