import { readFileSync } from 'node:fs';

/** Reads what `make-oracle.py` wrote. */
export const readOracle = <Case>(name: string): readonly Case[] =>
  JSON.parse(readFileSync(new URL(`data/${name}.json`, import.meta.url), 'utf8')) as Case[];
