import type { JsonObject } from '../json';
import { CURRENT_VERSION } from '../schema';
import { engineSettings } from './0002-engine-settings';
import type { Migration } from './migration';

/** All migrations, oldest first. */
export const MIGRATIONS: readonly Migration[] = [engineSettings];

/** The oldest version that can be read. */
export const FIRST_VERSION = 1;

/**
 * Brings a file from `version` up to the current one. Throws where a migration is missing, which a test rules out.
 */
export function migrate(
  file: JsonObject,
  version: number,
  migrations: readonly Migration[] = MIGRATIONS,
  current: number = CURRENT_VERSION,
): JsonObject {
  let migrated = file;
  for (let from = version; from < current; from += 1) {
    const migration = migrations.find((each) => each.from === from);
    if (!migration) throw new Error(`no migration from version ${from}`);
    migrated = { ...migration.migrate(migrated), version: from + 1 };
  }
  return migrated;
}
