import { CHOICE_CATALOGUES } from '../catalogue/catalogues';
import { LAYERS } from '../catalogue/layers';
import { LOSSES } from '../catalogue/losses';
import { OPTIMIZERS } from '../catalogue/optimizers';
import { valueText } from '../catalogue/parameter-text';
import { FIELDS } from '../document/file-texts';
import { sameJson } from '../document/json';
import type { JsonValue, Network, NetworkNode, ProjectDocument } from '../document/schema';
import { fillText, type Text } from '../text/text';

const CHANGED: Text = { en: '{{label}}: {{from}} → {{to}}', zh: '{{label}}：{{from}} → {{to}}' };
const IN_LAYERS: Text = {
  en: '{{label}}: {{from}} → {{to}}, in {{count|layer|layers}}',
  zh: '{{label}}：{{from}} → {{to}}，共{{count}}层',
};
const ADDED: Text = { en: '{{count}} × {{kind}} added', zh: '新增{{count}}个{{kind}}' };
const REMOVED: Text = { en: '{{count}} × {{kind}} removed', zh: '移除{{count}}个{{kind}}' };
const REPLACED: Text = {
  en: '{{from}} → {{to}}, in {{count|layer|layers}}',
  zh: '{{from}} → {{to}}，共{{count}}层',
};
const SWITCHED = { true: { en: 'on', zh: '开启' }, false: { en: 'off', zh: '关闭' } } as const;
const NOTHING: Text = { en: 'none', zh: '无' };

/** Entries by kind of every catalogue that a value may name. */
const CATALOGUES = [...Object.values(CHOICE_CATALOGUES), LOSSES, OPTIMIZERS];

const isChoice = (value: JsonValue | undefined): value is { kind: string; parameters: JsonValue } =>
  typeof value === 'object' && value !== null && 'kind' in value && 'parameters' in value;

/** A value as a person knows it: an entry by its name, with a parameter that differs in brackets by `valueText`. */
function named(value: JsonValue | undefined): Text {
  if (value === undefined) return NOTHING;
  if (typeof value === 'boolean') return SWITCHED[String(value) as 'true' | 'false'];
  if (typeof value === 'string') return { en: value, zh: value };
  if (!isChoice(value)) return valueText(value);
  for (const registry of CATALOGUES) {
    const entry = registry.find(value.kind);
    if (entry) return entry.label;
  }
  return { en: value.kind, zh: value.kind };
}

const kindLabel = (kind: string): Text => LAYERS.find(kind)?.label ?? { en: kind, zh: kind };

interface Counted {
  readonly text: Text;
  readonly values: Readonly<Record<string, Text>>;
  count: number;
}

/** Counts changes that read alike, in the order in which they come up. */
class Tally {
  private readonly found = new Map<string, Counted>();

  add(text: Text, values: Readonly<Record<string, Text>>): void {
    const key = JSON.stringify([text.en, values]);
    const own = this.found.get(key) ?? { text, values, count: 0 };
    own.count += 1;
    this.found.set(key, own);
  }

  get lines(): Text[] {
    return [...this.found.values()].map(({ text, values, count }) =>
      fillText(text, { ...values, count }),
    );
  }
}

function tellNode(tally: Tally, before: NetworkNode, after: NetworkNode): void {
  if (before.kind !== after.kind) {
    tally.add(REPLACED, { from: kindLabel(before.kind), to: kindLabel(after.kind) });
    return;
  }
  const table = LAYERS.find(after.kind)?.parameters ?? {};
  for (const [name, value] of Object.entries(after.parameters)) {
    if (sameJson(value, before.parameters[name] ?? null)) continue;
    const label = table[name]?.label ?? { en: name, zh: name };
    tally.add(IN_LAYERS, { label, from: named(before.parameters[name]), to: named(value) });
  }
}

function tellNetwork(tally: Tally, before: Network, after: Network): void {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const kept = new Set(after.nodes.map(({ id }) => id));
  for (const node of after.nodes) {
    const was = old.get(node.id);
    if (!was) tally.add(ADDED, { kind: kindLabel(node.kind) });
    else if (was !== node) tellNode(tally, was, node);
  }
  for (const { id, kind } of before.nodes) {
    if (!kept.has(id)) tally.add(REMOVED, { kind: kindLabel(kind) });
  }
}

const tellSettings = (before: object, after: object): Text[] =>
  Object.entries(after).flatMap(([name, value]: [string, JsonValue]) => {
    const was = (before as Record<string, JsonValue>)[name];
    if (sameJson(value, was)) return [];
    const label = FIELDS[name] ?? { en: name, zh: name };
    return [fillText(CHANGED, { label, from: named(was), to: named(value) })];
  });

/** What an edit changed, in a few lines: layers that change alike are counted together. */
export function describeEdit(before: ProjectDocument, after: ProjectDocument): readonly Text[] {
  const tally = new Tally();
  tellNetwork(tally, before.network, after.network);
  for (const block of after.blocks) {
    const was = before.blocks.find(({ id }) => id === block.id);
    if (was && was !== block) tellNetwork(tally, was.network, block.network);
  }
  return [
    ...tally.lines,
    ...tellSettings(before.data, after.data),
    ...tellSettings(before.training, after.training),
  ];
}
