import { readdirSync, readFileSync } from 'node:fs';

const DATA = new URL('data/', import.meta.url);

const readFile = <Case>(path: string): readonly Case[] =>
  JSON.parse(readFileSync(new URL(path, DATA), 'utf8')) as Case[];

/** Reads the cases of one topic, as `make-oracle.py` wrote them. */
export const readOracle = <Case>(name: string): readonly Case[] => readFile(`${name}.json`);

/** Reads the cases of all topics of a folder. */
export const readOracles = <Case>(folder: string): readonly Case[] =>
  readdirSync(new URL(`${folder}/`, DATA))
    .sort()
    .flatMap((file) => readFile<Case>(`${folder}/${file}`));
