import type { z } from 'zod';
import type { Text } from '../text/text';
import {
  FIELDS,
  LAB_DROPPED,
  NAME_REPLACED,
  SECTION_REPLACED,
  SECTIONS,
  SETTING_REPLACED,
} from './file-texts';
import { isJsonObject, type JsonObject } from './json';
import { MAX_BLOCK_SETTINGS, MAX_NAME_CHARACTERS } from './limits';
import { defaultData, defaultTraining } from './new-document';
import {
  isIdentifier,
  repairColumns,
  repairComments,
  repairEdges,
  repairNodes,
} from './repair-elements';
import type { RepairLog } from './repair-log';
import {
  type BlockDefinition,
  blockSchema,
  blockSettingSchema,
  CURRENT_VERSION,
  choiceSchema,
  dataSchema,
  documentSchema,
  FORMAT,
  type JsonValue,
  type Network,
  networkSchema,
  type ProjectDocument,
  trainingSchema,
} from './schema';

const DEFAULT_NAME = 'Untitled';

/** A default as it can stand in a sentence: a choice by its kind, all else as JSON. */
function shownDefault(value: unknown): string {
  const choice = choiceSchema.safeParse(value);
  return choice.success ? choice.data.kind : JSON.stringify(value);
}

/** Takes every field that its schema accepts, and the default for the others. */
function repairFields<Shape extends z.ZodRawShape>(
  section: Text,
  schema: z.ZodObject<Shape>,
  given: JsonValue | undefined,
  defaults: z.infer<z.ZodObject<Shape>>,
  log: RepairLog,
): z.infer<z.ZodObject<Shape>> {
  if (!isJsonObject(given)) {
    log.say(SECTION_REPLACED, { section });
    return defaults;
  }
  const whole = schema.safeParse(given);
  log.noteUnknown(given, schema.shape);
  if (whole.success) return whole.data;
  const repaired: Record<string, unknown> = {};
  for (const [field, fieldSchema] of Object.entries(schema.shape)) {
    const standard = (defaults as Record<string, unknown>)[field];
    const value = Object.hasOwn(given, field) ? given[field] : undefined;
    const parsed = (fieldSchema as z.ZodType).safeParse(value);
    repaired[field] = parsed.success ? parsed.data : standard;
    if (parsed.success) continue;
    log.say(SETTING_REPLACED, {
      section,
      field: FIELDS[field] ?? field,
      value: shownDefault(standard),
    });
  }
  return repaired as z.infer<z.ZodObject<Shape>>;
}

function listOf(
  network: JsonObject,
  field: 'nodes' | 'edges' | 'comments',
  log: RepairLog,
): readonly JsonValue[] {
  const list = network[field];
  if (Array.isArray(list)) return list as readonly JsonValue[];
  const values = { section: SECTIONS.network, field: FIELDS[field], value: '[]' };
  log.say(SETTING_REPLACED, values);
  return [];
}

function repairNetwork(given: JsonValue | undefined, log: RepairLog): Network {
  if (isJsonObject(given)) return repairParts(given, log);
  log.say(SECTION_REPLACED, { section: SECTIONS.network });
  return { nodes: [], edges: [], comments: [] };
}

function repairParts(given: JsonObject, log: RepairLog): Network {
  log.noteUnknown(given, networkSchema.shape);
  const nodes = repairNodes(listOf(given, 'nodes', log), log);
  const edges = repairEdges(listOf(given, 'edges', log), nodes, log);
  const comments = repairComments(listOf(given, 'comments', log), log);
  return { nodes, edges, comments };
}

/** A block without a network or an id is left out: what its instances stand for is not known any more. */
function repairBlock(given: JsonValue, log: RepairLog): BlockDefinition | null {
  if (!isJsonObject(given) || !isIdentifier(given.id) || !isJsonObject(given.network)) return null;
  log.noteUnknown(given, blockSchema.shape);
  const name = blockSchema.shape.name.safeParse(given.name);
  const list: readonly JsonValue[] = Array.isArray(given.settings) ? given.settings : [];
  const settings = list.flatMap((setting) => {
    const parsed = blockSettingSchema.safeParse(setting);
    return parsed.success ? [parsed.data] : [];
  });
  if (!name.success || !Array.isArray(given.settings) || settings.length < list.length) {
    log.count('blocksRepaired');
  }
  return {
    id: given.id,
    name: name.data ?? given.id,
    settings: settings.slice(0, MAX_BLOCK_SETTINGS),
    network: repairParts(given.network, log),
  };
}

function repairBlocks(given: JsonValue | undefined, log: RepairLog): BlockDefinition[] {
  if (!Array.isArray(given)) {
    log.say(SECTION_REPLACED, { section: SECTIONS.blocks });
    return [];
  }
  const list = given as readonly JsonValue[];
  const kept = new Map<string, BlockDefinition>();
  for (const each of list) {
    const block = repairBlock(each, log);
    // Of two definitions with one id the first stays: instances could not tell which of them they mean.
    if (block && !kept.has(block.id)) kept.set(block.id, block);
    else log.count('blocksDropped');
  }
  return [...kept.values()];
}

function repairName(given: JsonValue | undefined, log: RepairLog): string {
  if (typeof given === 'string' && given.length <= MAX_NAME_CHARACTERS) return given;
  const name =
    typeof given === 'string' ? given.slice(0, MAX_NAME_CHARACTERS).trim() : DEFAULT_NAME;
  log.say(NAME_REPLACED, { name });
  return name;
}

function repairLab(given: JsonValue | undefined, log: RepairLog): string | null {
  const parsed = documentSchema.shape.lab.safeParse(given);
  if (parsed.success) return parsed.data;
  log.say(LAB_DROPPED);
  return null;
}

/**
 * Makes a valid document of what a file holds, element by element: what can be read is kept, what cannot is
 * replaced or left out, and all of that is said in `log`. Never throws.
 */
export function repairDocument(file: JsonObject, log: RepairLog): ProjectDocument {
  log.noteUnknown(file, documentSchema.shape);
  const name = repairName(file.name, log);
  const lab = repairLab(file.lab, log);
  const network = repairNetwork(file.network, log);
  const blocks = repairBlocks(file.blocks, log);
  const data = repairFields(
    SECTIONS.data,
    dataSchema,
    isJsonObject(file.data)
      ? { ...file.data, columns: repairColumns(file.data.columns, log) }
      : file.data,
    defaultData(),
    log,
  );
  const training = repairFields(
    SECTIONS.training,
    trainingSchema,
    file.training,
    defaultTraining(),
    log,
  );
  return { format: FORMAT, version: CURRENT_VERSION, name, lab, network, blocks, data, training };
}
