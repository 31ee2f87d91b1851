import { isJsonObject, type JsonObject } from '../../document/json';
import type { JsonValue } from '../../document/schema';

/** An object with a class and a config, as Keras writes initializers, losses and layers. */
export interface Described {
  readonly className: string;
  readonly config: JsonObject;
}

/** Reads `{class_name, config}`, or a name alone; null for anything else. */
export function describedBy(value: JsonValue | undefined): Described | null {
  if (typeof value === 'string') return { className: value, config: {} };
  if (!isJsonObject(value) || typeof value.class_name !== 'string') return null;
  const config = Object.hasOwn(value, 'config') ? value.config : {};
  return isJsonObject(config) ? { className: value.class_name, config } : null;
}

/** `GlorotUniform`, `glorot_uniform` and `glorotUniform` are one name. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll('_', '');

/** A number of a config; undefined where it has none that is finite. */
export function numberAt(config: JsonObject, key: string, usual: number): number | undefined {
  const value = Object.hasOwn(config, key) ? (config[key] ?? usual) : usual;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
