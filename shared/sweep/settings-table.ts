import { AUGMENTATIONS } from '../catalogue/augmentations';
import { DATASETS } from '../catalogue/datasets';
import { LAYERS } from '../catalogue/layers';
import { LOSSES } from '../catalogue/losses';
import { OPTIMIZERS } from '../catalogue/optimizers';
import type { Parameter, ParameterTable } from '../catalogue/parameter';
import { nameOfMeasure } from '../catalogue/run-measures';
import {
  BATCH_SIZE,
  EPOCHS,
  learningRateOf,
  SEED,
  TRAINING_GROUPS,
} from '../catalogue/training-settings';
import { named } from '../diagnosis/describe-edit';
import { FIELDS, SECTIONS } from '../document/file-texts';
import { sameJson } from '../document/json';
import type { JsonValue, NetworkNode, Parameters, ProjectDocument } from '../document/schema';
import { fillText, type Text, untranslated } from '../text/text';
import { type Domain, domainOf, entryDomain } from './domain';

/** One setting of several documents. */
export interface SettingRow {
  readonly key: string;
  /** Whose setting it is: of the data, of the training, of a layer, or of several layers that have it alike. */
  readonly section: Text;
  /** All layers that it is of, by name; none for the data and the training. */
  readonly layers: readonly string[];
  readonly label: Text;
  /** By document; null where one has no such layer, or the setting does nothing there. */
  readonly values: readonly (Text | null)[];
  readonly differs: boolean;
}

const LAYER_COUNT: Text = { en: '{{count|layer|layers}}', zh: '{{count}} 层' };

/** A setting of one document, told when it is needed. */
interface Setting {
  readonly label: Text;
  readonly value: JsonValue;
  tell(value: JsonValue): Text;
}

interface Section {
  readonly key: string;
  readonly label: Text;
  readonly isLayer: boolean;
  readonly settings: ReadonlyMap<string, Setting>;
}

const domains = new WeakMap<Parameter, Domain | null>();

/** Making a domain of a catalogue costs more than telling a value of it. */
function knownDomain(parameter: Parameter): Domain | null {
  const known = domains.get(parameter);
  if (known !== undefined) return known;
  const made = domainOf(parameter);
  domains.set(parameter, made);
  return made;
}

function joined(texts: readonly Text[]): Text {
  if (texts.length === 0) return named(undefined);
  return {
    en: texts.map(({ en }) => en).join(', '),
    zh: texts.map(({ zh }) => zh).join('，'),
  };
}

const tellParameter = (parameter: Parameter) => (value: JsonValue) =>
  parameter.type === 'kinds'
    ? joined((value as readonly string[]).map(nameOfMeasure))
    : (knownDomain(parameter)?.label(value) ?? named(value));

/** The settings of a table that do something, and what is set that it does not know; `beside` them stands what they depend on. */
function settingsIn(
  table: ParameterTable,
  own: Parameters,
  beside: Parameters = {},
): [string, Setting][] {
  const set: Parameters = {
    ...Object.fromEntries(
      Object.entries(table).map(([name, { default: value }]) => [name, value as JsonValue]),
    ),
    ...own,
  };
  const values = { ...beside, ...set };
  return Object.entries(set).flatMap(([name, value]): [string, Setting][] => {
    const parameter = table[name];
    if (!parameter) return [[name, { label: untranslated(name), value, tell: named }]];
    if (parameter.visibleWhen && !parameter.visibleWhen(values)) return [];
    return [[name, { label: parameter.label, value, tell: tellParameter(parameter) }]];
  });
}

/** `the learning rate` at the head of a row: `Learning rate`. */
function fieldLabel(name: string): Text {
  const { en, zh } = FIELDS[name] ?? untranslated(name);
  const bare = en.replace(/^the /, '');
  return { en: bare.charAt(0).toUpperCase() + bare.slice(1), zh };
}

const LOSS = entryDomain(LOSSES.entries, []);
const OPTIMIZER = entryDomain(OPTIMIZERS.entries, []);
const DATASET = entryDomain(DATASETS.entries, []);
const AUGMENTATION = entryDomain(AUGMENTATIONS.entries, []);

/** Settings outside of the tables of the catalogue that name an entry of one. */
const TELLERS: Readonly<Record<string, (value: JsonValue) => Text>> = {
  loss: LOSS.label,
  optimizer: OPTIMIZER.label,
  dataset: DATASET.label,
  augmentations: (value) => joined((value as readonly JsonValue[]).map(AUGMENTATION.label)),
};

const plainSettings = (values: Parameters): [string, Setting][] =>
  Object.entries(values).map(([name, value]) => [
    name,
    { label: fieldLabel(name), value, tell: TELLERS[name] ?? named },
  ]);

const GROUPED: ParameterTable = Object.assign({}, ...TRAINING_GROUPS.map(({ fields }) => fields));

function trainingSettings(training: ProjectDocument['training']): Map<string, Setting> {
  const all: Parameters = training;
  const table: ParameterTable = {
    learningRate: learningRateOf(training.optimizer.kind),
    epochs: EPOCHS,
    batchSize: BATCH_SIZE,
    seed: SEED,
    ...GROUPED,
  };
  const isInTable = (name: string): boolean => Object.hasOwn(table, name);
  const others = Object.fromEntries(Object.entries(all).filter(([name]) => !isInTable(name)));
  const own = Object.fromEntries(Object.entries(all).filter(([name]) => isInTable(name)));
  return new Map([...plainSettings(others), ...settingsIn(table, own, all)]);
}

function layerSettings({ kind, parameters, weightsOf, block }: NetworkNode): Map<string, Setting> {
  const entry = LAYERS.find(kind);
  const kindOf = {
    label: fieldLabel('kind'),
    value: kind,
    tell: () => entry?.label ?? named(kind),
  };
  const rest = {
    ...(weightsOf !== undefined && { weightsOf }),
    ...(block !== undefined && { block }),
  };
  return new Map([
    ['kind', kindOf],
    ...settingsIn(entry?.parameters ?? {}, parameters),
    ...plainSettings(rest),
  ]);
}

function sectionsOf(document: ProjectDocument): readonly Section[] {
  const layers = (nodes: readonly NetworkNode[], path: string, place: string): Section[] =>
    nodes.map((node) => ({
      key: `layers.${path}${node.id}`,
      label: untranslated(`${place}${node.name || node.id}`),
      isLayer: true,
      settings: layerSettings(node),
    }));
  return [
    {
      key: 'data',
      label: SECTIONS.data,
      isLayer: false,
      settings: new Map(plainSettings(document.data)),
    },
    {
      key: 'training',
      label: SECTIONS.training,
      isLayer: false,
      settings: trainingSettings(document.training),
    },
    ...layers(document.network.nodes, '', ''),
    ...document.blocks.flatMap(({ id, name, network }) =>
      layers(network.nodes, `${id}/`, `${name} / `),
    ),
  ];
}

/** One setting under one key in all documents; undefined where a document lacks it. */
interface Found {
  readonly section: Section;
  readonly label: Text;
  readonly own: (Setting | undefined)[];
}

function findAll(documents: readonly ProjectDocument[]): Map<string, Found> {
  const found = new Map<string, Found>();
  documents.forEach((document, at) => {
    for (const section of sectionsOf(document)) {
      for (const [name, setting] of section.settings) {
        const key = `${section.key}.${name}`;
        const row = found.get(key) ?? { section, label: setting.label, own: [] };
        row.own[at] = setting;
        found.set(key, row);
      }
    }
  });
  return found;
}

const tell = (setting: Setting | undefined): Text | null =>
  setting ? setting.tell(setting.value) : null;

function rowOf(key: string, { section, label, own }: Found, count: number): SettingRow {
  const all = Array.from({ length: count }, (_, at) => own[at]);
  const [first] = all;
  const isSame = all.every((one) => one && first && sameJson(one.value, first.value));
  const told = isSame ? null : all.map(tell);
  const values = told ?? all.map(() => tell(first));
  return {
    key,
    section: section.label,
    layers: section.isLayer ? [section.label.en] : [],
    label,
    values,
    // What is written in two ways may mean the same.
    differs: values.some((value) => value?.en !== values[0]?.en),
  };
}

/** Layers that have a setting alike in every document stand in one row. */
function gathered(rows: readonly SettingRow[]): readonly SettingRow[] {
  const byContent = new Map<string, SettingRow>();
  for (const row of rows) {
    const isLayer = row.layers.length > 0;
    const content = isLayer
      ? JSON.stringify([row.label.en, row.values.map((value) => value?.en)])
      : row.key;
    const known = byContent.get(content);
    if (!known) {
      byContent.set(content, row);
      continue;
    }
    const layers = [...known.layers, ...row.layers];
    const section = fillText(LAYER_COUNT, { count: layers.length });
    byContent.set(content, { ...known, layers, section });
  }
  return [...byContent.values()];
}

/**
 * The settings of several documents side by side: data, training, then each layer, in words of the catalogue. Layers of
 * one id are the same layer.
 */
export const settingsTable = (documents: readonly ProjectDocument[]): readonly SettingRow[] =>
  gathered([...findAll(documents)].map(([key, found]) => rowOf(key, found, documents.length)));
