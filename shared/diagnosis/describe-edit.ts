import { CHOICE_CATALOGUES, isChoice } from '../catalogue/catalogues';
import { LAYERS } from '../catalogue/layers';
import { LOSSES } from '../catalogue/losses';
import { OPTIMIZERS } from '../catalogue/optimizers';
import { valueText } from '../catalogue/parameter-text';
import {
  type DocumentDiff,
  diffDocuments,
  type NetworkDiff,
  type NodeDifference,
  type ValueDifference,
} from '../document/diff';
import { FIELDS } from '../document/file-texts';
import { sameJson } from '../document/json';
import type { Choice, JsonValue, ProjectDocument } from '../document/schema';
import { fillText, type Locale, type Text, untranslated } from '../text/text';

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
const NEW: Text = { en: 'New: {{kind}}', zh: '新增：{{kind}}' };
const GONE: Text = { en: 'Removed: {{kind}}', zh: '移除：{{kind}}' };
const TURNED: Text = { en: '{{from}} → {{to}}', zh: '{{from}} → {{to}}' };
const SWITCHED = { true: { en: 'on', zh: '开启' }, false: { en: 'off', zh: '关闭' } } as const;
const NOTHING: Text = { en: 'none', zh: '无' };

/** Entries by kind of every catalogue that a value may name. */
const CATALOGUES = [...Object.values(CHOICE_CATALOGUES), LOSSES, OPTIMIZERS];

const CONNECTED: Text = { en: '{{count|connection|connections}} added', zh: '新增{{count}}条连接' };
const DISCONNECTED: Text = {
  en: '{{count|connection|connections}} removed',
  zh: '移除{{count}}条连接',
};
const SHARING: Text = { en: 'Weights shared', zh: '共享权重' };
const ITSELF: Text = { en: 'Block', zh: '模块' };

const entryOf = (kind: string) =>
  CATALOGUES.map((registry) => registry.find(kind)).find((entry) => entry !== undefined);

/** A value as a person knows it; an entry of a catalogue by its name. */
export function named(value: JsonValue | undefined): Text {
  if (value === undefined) return NOTHING;
  if (typeof value === 'boolean') return SWITCHED[String(value) as 'true' | 'false'];
  if (typeof value === 'string') return untranslated(value);
  if (!isChoice(value)) return valueText(value);
  return entryOf(value.kind)?.label ?? untranslated(value.kind);
}

/** The same entry with other parameters says which: two times “Normal” would tell nothing. */
function withParameters(choice: Choice, other: Choice): Text {
  const label = named(choice);
  const table = entryOf(choice.kind)?.parameters ?? {};
  const differing = Object.keys(choice.parameters).filter(
    (name) => !sameJson(choice.parameters[name], other.parameters[name]),
  );
  const values = differing.map((name) => ({
    label: table[name]?.label ?? untranslated(name),
    value: named(choice.parameters[name]),
  }));
  const listed = (locale: Locale): string =>
    values.map((one) => `${one.label[locale]} ${one.value[locale]}`).join(', ');
  return { en: `${label.en} (${listed('en')})`, zh: `${label.zh}（${listed('zh')}）` };
}

function bothNamed({ before, after }: ValueDifference): { readonly from: Text; readonly to: Text } {
  if (isChoice(before) && isChoice(after) && before.kind === after.kind) {
    return { from: withParameters(before, after), to: withParameters(after, before) };
  }
  return { from: named(before), to: named(after) };
}

const kindLabel = (kind: string): Text => LAYERS.find(kind)?.label ?? untranslated(kind);

/** What became of a node, part by part. */
interface Told {
  readonly text: Text;
  /** Beside the node, where that is enough. */
  readonly brief?: Text;
  /** The same of several layers at once. */
  readonly many: Text;
  readonly values: Readonly<Record<string, Text>>;
}

const TELLERS: {
  readonly [Type in NodeDifference['type']]: (
    difference: Extract<NodeDifference, { type: Type }>,
  ) => readonly Told[];
} = {
  added: ({ after }) => [{ text: NEW, many: ADDED, values: { kind: kindLabel(after.kind) } }],
  removed: ({ before }) => [
    { text: GONE, many: REMOVED, values: { kind: kindLabel(before.kind) } },
  ],
  changed({ before, after, parameters }) {
    if (before.kind !== after.kind) {
      const values = { from: kindLabel(before.kind), to: kindLabel(after.kind) };
      return [{ text: TURNED, many: REPLACED, values }];
    }
    const table = LAYERS.find(after.kind)?.parameters ?? {};
    const lines = parameters.map((difference) => {
      const label = table[difference.name]?.label ?? untranslated(difference.name);
      const told = changed(label, bothNamed(difference));
      return isChoice(difference.after) ? { ...told, brief: TURNED } : told;
    });
    const names: readonly ValueDifference[] = [
      { name: 'weightsOf', before: before.weightsOf, after: after.weightsOf },
      { name: 'block', before: before.block, after: after.block },
    ];
    const rest = names
      .filter((one) => one.before !== one.after)
      .map((one) => changed(one.name === 'block' ? ITSELF : SHARING, bothNamed(one)));
    return [...lines, ...rest];
  },
};

const changed = (label: Text, ends: { readonly from: Text; readonly to: Text }): Told => ({
  text: CHANGED,
  many: IN_LAYERS,
  values: { label, ...ends },
});

const tell = (difference: NodeDifference): readonly Told[] =>
  (TELLERS[difference.type] as (difference: NodeDifference) => readonly Told[])(difference);

/** One thing that became of a node. */
export interface NodeLine {
  /** In as few words as say it beside the node: entries of a catalogue without what they are for. */
  readonly brief: Text;
  readonly full: Text;
}

/** What became of a node, a line each; for the node itself. */
export const tellNode = (difference: NodeDifference): readonly NodeLine[] =>
  tell(difference).map(({ brief, text, values }) => ({
    brief: fillText(brief ?? text, values),
    full: fillText(text, values),
  }));

interface Counted {
  readonly text: Text;
  readonly values: Readonly<Record<string, Text>>;
  count: number;
}

/** Counts changes that read alike, in the order in which they come up. */
class Tally {
  private readonly found = new Map<string, Counted>();

  add({ many, values }: Told): void {
    const key = JSON.stringify([many.en, values]);
    const own = this.found.get(key) ?? { text: many, values, count: 0 };
    own.count += 1;
    this.found.set(key, own);
  }

  get lines(): Text[] {
    return [...this.found.values()].map(({ text, values, count }) =>
      fillText(text, { ...values, count }),
    );
  }
}

function tellNetwork(tally: Tally, { nodes }: NetworkDiff): void {
  for (const difference of nodes.values()) for (const told of tell(difference)) tally.add(told);
}

const edgeLines = (diffs: readonly NetworkDiff[]): Text[] => {
  const added = diffs.reduce((sum, { addedEdges }) => sum + addedEdges.length, 0);
  const removed = diffs.reduce((sum, { removedEdges }) => sum + removedEdges.length, 0);
  return [
    ...(added > 0 ? [fillText(CONNECTED, { count: added })] : []),
    ...(removed > 0 ? [fillText(DISCONNECTED, { count: removed })] : []),
  ];
};

const settingLines = (differences: readonly ValueDifference[]): Text[] =>
  differences.map((difference) =>
    fillText(CHANGED, {
      label: FIELDS[difference.name] ?? untranslated(difference.name),
      ...bothNamed(difference),
    }),
  );

/** What a diff holds, in a few lines: layers that change alike are counted together. */
export function describeDiff({ network, blocks, data, training }: DocumentDiff): readonly Text[] {
  const tally = new Tally();
  const networks = [network, ...blocks.values()];
  for (const diff of networks) tellNetwork(tally, diff);
  // Connections follow from the layers that are added or removed; alone they are all there is to tell.
  const lines = tally.lines.length > 0 ? tally.lines : edgeLines(networks);
  return [...lines, ...settingLines(data), ...settingLines(training)];
}

/** What an edit changed, in a few lines. */
export const describeEdit = (before: ProjectDocument, after: ProjectDocument): readonly Text[] =>
  describeDiff(diffDocuments(before, after));
