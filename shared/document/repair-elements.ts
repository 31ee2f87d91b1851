import type { z } from 'zod';
import { type Text, untranslated } from '../text/text';
import { FIELDS, NODE_REPAIRED } from './file-texts';
import { isJsonObject, type JsonObject } from './json';
import { MAX_COMMENT_CHARACTERS, MAX_NAME_CHARACTERS } from './limits';
import { Identifiers } from './names';
import type { RepairLog } from './repair-log';
import {
  type CanvasComment,
  type ColumnSettings,
  columnSchema,
  commentSchema,
  edgeSchema,
  type JsonValue,
  type NetworkEdge,
  type NetworkNode,
  nodeSchema,
  type Parameters,
  type Position,
  parametersSchema,
} from './schema';

const DEFAULT_COMMENT_SIZE = { width: 240, height: 120 };

export const isIdentifier = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= MAX_NAME_CHARACTERS;

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;

function repairPosition(given: JsonValue | undefined): Position {
  if (!isJsonObject(given)) return { x: 0, y: 0 };
  return { x: numberOr(given.x, 0), y: numberOr(given.y, 0) };
}

/** Keeps the parameters that are values of a project; the catalogue's defaults stand in for the rest. */
function repairParameters(given: JsonValue | undefined): Parameters {
  if (!isJsonObject(given)) return {};
  const entries = Object.entries(given).filter(
    ([name, value]) => parametersSchema.safeParse({ [name]: value }).success,
  );
  return Object.fromEntries(entries);
}

/** What it takes to keep a node; its other fields can be put right. */
function repairNode(given: JsonObject): NetworkNode | null {
  const { id, kind, name, position, parameters, weightsOf, block } = given;
  if (!isIdentifier(id) || !isIdentifier(kind)) return null;
  return {
    id,
    kind,
    name: typeof name === 'string' ? name.slice(0, MAX_NAME_CHARACTERS) : kind,
    position: repairPosition(position),
    parameters: repairParameters(parameters),
    ...(isIdentifier(weightsOf) ? { weightsOf } : {}),
    ...(isIdentifier(block) ? { block } : {}),
  };
}

/** Fields of an element that its schema does not accept, named for a sentence. */
function faultyFields(error: z.ZodError): Text {
  const fields = [...new Set(error.issues.map(({ path }) => String(path[0])))];
  const names = fields.map((field) => FIELDS[field] ?? untranslated(field));
  return {
    en: names.map(({ en }) => en).join(', '),
    zh: names.map(({ zh }) => zh).join('、'),
  };
}

/** How elements of one kind are read. */
interface ElementReader<Element extends { readonly id: string }> {
  readonly schema: z.ZodObject & z.ZodType<Element>;
  /** Puts right what can be; null where too little is left. */
  repair(given: JsonObject, newId: () => string): Element | null;
  /** The first part of a new id. */
  prefix(element: Element | null): string;
  dropped(): void;
  /** `fields` names what was put right. */
  repaired(element: Element, fields: Text): void;
}

const claimedIds = (list: readonly JsonValue[]): { readonly id: string }[] =>
  list.flatMap((given) =>
    isJsonObject(given) && isIdentifier(given.id) ? [{ id: given.id }] : [],
  );

/** Reads a list element by element; one bad record never costs the others. */
function readElements<Element extends { readonly id: string }>(
  list: readonly JsonValue[],
  reader: ElementReader<Element>,
  log: RepairLog,
): Element[] {
  const kept: Element[] = [];
  const taken = new Set<string>();
  const identifiers = new Identifiers(claimedIds(list));
  for (const given of list) {
    const parsed = reader.schema.safeParse(given);
    const newId = () => identifiers.next(reader.prefix(null));
    const repaired = !parsed.success && isJsonObject(given) ? reader.repair(given, newId) : null;
    const element = parsed.success ? parsed.data : repaired;
    if (!element) {
      reader.dropped();
      continue;
    }
    if (isJsonObject(given)) log.noteUnknown(given, reader.schema.shape);
    // The second of two elements with one id gets a new one, so that neither is lost.
    const isTaken = taken.has(element.id);
    const own = isTaken ? { ...element, id: identifiers.next(reader.prefix(element)) } : element;
    taken.add(own.id);
    kept.push(own);
    if (!parsed.success) reader.repaired(own, faultyFields(parsed.error));
    else if (isTaken) reader.repaired(own, FIELDS.id);
  }
  return kept;
}

export const repairNodes = (list: readonly JsonValue[], log: RepairLog): NetworkNode[] =>
  readElements<NetworkNode>(
    list,
    {
      schema: nodeSchema,
      repair: repairNode,
      prefix: (node) => node?.kind ?? 'node',
      dropped: () => log.count('nodesDropped'),
      repaired: (node, fields) => log.say(NODE_REPAIRED, { node: node.name, fields }),
    },
    log,
  );

function repairEdge(given: JsonObject, newId: () => string): NetworkEdge | null {
  const { id, source, target, targetPort } = given;
  if (!isIdentifier(source) || !isIdentifier(target)) return null;
  const isPort = typeof targetPort === 'string' && targetPort.length <= MAX_NAME_CHARACTERS;
  return {
    id: isIdentifier(id) ? id : newId(),
    source,
    target,
    targetPort: isPort ? targetPort : 'in',
  };
}

/** Edges whose ends are not among `nodes` are left out and counted. */
export function repairEdges(
  list: readonly JsonValue[],
  nodes: readonly NetworkNode[],
  log: RepairLog,
): NetworkEdge[] {
  const edges = readElements<NetworkEdge>(
    list,
    {
      schema: edgeSchema,
      repair: repairEdge,
      prefix: () => 'edge',
      dropped: () => log.count('edgesDropped'),
      repaired: () => log.count('edgesRepaired'),
    },
    log,
  );
  const ids = new Set(nodes.map(({ id }) => id));
  return edges.filter(({ source, target }) => {
    const hasBothEnds = ids.has(source) && ids.has(target);
    if (!hasBothEnds) log.count('edgesDropped');
    return hasBothEnds;
  });
}

function repairComment(given: JsonObject, newId: () => string): CanvasComment | null {
  const { id, position, size, text } = given;
  if (typeof text !== 'string') return null;
  const sizes = isJsonObject(size) ? size : {};
  const width = numberOr(sizes.width, 0);
  const height = numberOr(sizes.height, 0);
  return {
    id: isIdentifier(id) ? id : newId(),
    position: repairPosition(position),
    size: {
      width: width > 0 ? width : DEFAULT_COMMENT_SIZE.width,
      height: height > 0 ? height : DEFAULT_COMMENT_SIZE.height,
    },
    text: text.slice(0, MAX_COMMENT_CHARACTERS),
  };
}

export const repairComments = (list: readonly JsonValue[], log: RepairLog): CanvasComment[] =>
  readElements<CanvasComment>(
    list,
    {
      schema: commentSchema,
      repair: repairComment,
      prefix: () => 'comment',
      dropped: () => log.count('commentsDropped'),
      repaired: () => log.count('commentsRepaired'),
    },
    log,
  );

function repairColumn(given: JsonObject): ColumnSettings | null {
  const { name } = given;
  if (typeof name !== 'string' || name.length > MAX_NAME_CHARACTERS) return null;
  const { role, encoding, missing, categories } = columnSchema.shape;
  const fields = {
    role: role.safeParse(given.role),
    encoding: encoding.safeParse(given.encoding),
    missing: missing.safeParse(given.missing),
    categories: categories.safeParse(given.categories),
  };
  return {
    name,
    // A column of unknown role must not become an input by accident: it could give the answer away.
    role: fields.role.data ?? 'ignore',
    encoding: fields.encoding.data ?? 'number',
    missing: fields.missing.data ?? 'refuse',
    categories: fields.categories.data ?? [],
  };
}

/** The list with bad columns put right or left out; anything but a list is left for the caller to replace. */
export function repairColumns(given: JsonValue | undefined, log: RepairLog): JsonValue {
  if (!Array.isArray(given)) return given ?? null;
  return (given as readonly JsonValue[]).flatMap((column) => {
    const parsed = columnSchema.safeParse(column);
    if (parsed.success) return [parsed.data];
    const repaired = isJsonObject(column) ? repairColumn(column) : null;
    log.count(repaired ? 'columnsRepaired' : 'columnsDropped');
    return repaired ? [repaired] : [];
  });
}
