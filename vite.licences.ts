import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** A package that is part of what a person gets, or that left code in it. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** As the package says it: an SPDX expression, or where to look. */
  readonly licence: string;
  readonly author: string;
  /** Its own licence files, as an index into `texts`; null where it carries none. */
  readonly text: number | null;
}

export interface Licences {
  readonly packages: readonly ShippedPackage[];
  /** Each once, however many packages carry it. */
  readonly texts: readonly string[];
}

interface LockedPackage {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** No dependencies of the app, and shipped all the same: the desktop's own runtime, and what our kernels are compiled with. */
const ALSO_SHIPPED = ['electron', 'assemblyscript'];
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

/** Where a package finds another one: in its own folder first, then upwards, as Node looks. */
function resolveFrom(
  path: string,
  name: string,
  locked: Readonly<Record<string, LockedPackage>>,
): string | null {
  const parts = path === '' ? [''] : `/${path}`.split('/node_modules/');
  for (let depth = parts.length; depth > 0; depth -= 1) {
    const folder = parts.slice(0, depth).join('/node_modules/');
    const found = `${folder}/node_modules/${name}`.slice(1);
    if (locked[found]) return found;
  }
  return null;
}

/** What a package needs; optional peers are what somebody else may bring. */
const needsOf = (entry: LockedPackage): string[] => [
  ...Object.keys(entry.dependencies ?? {}),
  ...Object.keys(entry.optionalDependencies ?? {}),
  ...Object.keys(entry.peerDependencies ?? {}).filter(
    (name) => !entry.peerDependenciesMeta?.[name]?.optional,
  ),
];

/** Folders of every package that is needed when the app runs, from the lock file. */
function shippedFolders(root: string): string[] {
  const locked: Record<string, LockedPackage> = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  ).packages;
  const found = new Set<string>(ALSO_SHIPPED.map((name) => `node_modules/${name}`));
  const visit = (path: string): void => {
    for (const name of needsOf(locked[path])) {
      const needed = resolveFrom(path, name, locked);
      if (needed === null || found.has(needed)) continue;
      found.add(needed);
      visit(needed);
    }
  };
  visit('');
  return [...found].filter((path) => existsSync(join(root, path, 'package.json')));
}

const authorOf = (author: unknown): string => {
  const name =
    typeof author === 'string' ? author : (author as { name?: string } | undefined)?.name;
  return (name ?? '').replace(/\s*[<(].*$/, '');
};

function licenceText(folder: string): string | null {
  const files = readdirSync(folder).filter((name) => LICENCE_FILE.test(name));
  const texts = files.sort().map((name) => readFileSync(join(folder, name), 'utf8').trim());
  return texts.length > 0 ? texts.join('\n\n') : null;
}

/** Every package that is shipped, by name, with what it says of its licence. Throws where one says nothing. */
export function collectLicences(root: string): Licences {
  const texts: string[] = [];
  const indexOf = (text: string): number => {
    const known = texts.indexOf(text);
    return known >= 0 ? known : texts.push(text) - 1;
  };
  const packages = shippedFolders(root).map((path): ShippedPackage => {
    const folder = join(root, path);
    const { name, version, license, author } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    if (typeof license !== 'string') throw new Error(`${path} does not say its licence.`);
    const text = licenceText(folder);
    return {
      name,
      version,
      licence: license,
      author: authorOf(author),
      text: text === null ? null : indexOf(text),
    };
  });
  const byName = (a: ShippedPackage, b: ShippedPackage): number =>
    a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en');
  return { packages: packages.sort(byName), texts };
}

const MODULE = 'virtual:licences';
const RESOLVED = `\0${MODULE}`;

/** `import('virtual:licences')` is what is shipped and under which licences, read from the packages while the app is built. */
export function licences(): Plugin {
  return {
    name: 'licences',
    resolveId: (id) => (id === MODULE ? RESOLVED : null),
    load: (id) =>
      id === RESOLVED
        ? `export default ${JSON.stringify(collectLicences(import.meta.dirname))};`
        : null,
  };
}
