import type { Shape } from '../../../catalogue/layer';
import { directedName, directionsOf } from '../../../catalogue/layers/recurrence';
import { type JsonObject, sameJson } from '../../../document/json';
import { fail, type Result, succeed } from '../../../result';
import { type Described, describedBy } from '../described';
import type { Dialect } from '../dialect';
import {
  activationWithin,
  type Field,
  field,
  fixed,
  initializerField,
  leftOut,
  type Taken,
  type Values,
  writeFields,
} from '../field';
import { type LayerMapping, NO_LAYER, readLayer, type Variable } from '../mapping';
import { writePenalties } from '../regularizers';
import { biasFields } from './core';

interface Cell {
  readonly kind: string;
  readonly className: string;
  readonly fields: readonly Field[];
  /** A second bias, which Keras keeps below the first in one tensor. */
  readonly hasRecurrentBias?: boolean;
  readonly absentIn?: readonly Dialect[];
}

const PENALISED = ['kernel_regularizer', 'recurrent_regularizer'];

/** What both directions become, by the app's name and Keras's. */
const MERGES: Readonly<Record<string, string>> = {
  concatenate: 'concat',
  sum: 'sum',
  average: 'ave',
  multiply: 'mul',
};

const commonFields: readonly Field[] = [
  field('units'),
  activationWithin('activation', 'tanh'),
  field('returns', {
    key: 'return_sequences',
    usual: false,
    write: (returns: string) => returns === 'sequence',
    read: (value) => (value === true ? 'sequence' : 'last'),
  }),
  ...biasFields,
  initializerField('kernelInitializer', 'kernel_initializer', 'glorot_uniform'),
  initializerField('recurrentInitializer', 'recurrent_initializer', 'orthogonal'),
  fixed('return_state', false),
  fixed('time_major', false),
  leftOut('stateful', false),
  leftOut('dropout', 0),
  leftOut('recurrent_dropout', 0),
];

const stacked = ([first]: readonly Shape[]): Shape => [2, ...first];

/** Tensors of one direction. */
function directed(
  { hasRecurrentBias }: Cell,
  index: number,
  prefix: string,
  store: string,
): readonly Variable[] {
  const variable = (name: string, parts: readonly string[], rest = {}): Variable => ({
    name: `${prefix}${name}`,
    parts: parts.map((part) => directedName(part, index)),
    store,
    ...rest,
  });
  return [
    variable('kernel', ['kernel']),
    variable('recurrent_kernel', ['recurrentKernel']),
    hasRecurrentBias
      ? variable('bias', ['bias', 'recurrentBias'], { shape: stacked })
      : variable('bias', ['bias']),
  ];
}

const WRAPPER = 'Bidirectional';

function variablesOf(cell: Cell, { direction }: Values): readonly Variable[] {
  if (direction !== 'both') return directed(cell, 0, '', 'cell');
  return directionsOf('both').flatMap((way, index) =>
    directed(cell, index, `${way}_${cell.className.toLowerCase()}/`, `${way}_layer/cell`),
  );
}

const seedsOf = ({ direction }: Values): readonly string[] =>
  direction === 'both'
    ? directionsOf('both').map((way) => `${way}_layer/cell/seed_generator`)
    : ['cell/seed_generator'];

function wrapped(cell: Cell, inner: JsonObject, merge: string, dialect: Dialect): Described {
  const described = {
    class_name: cell.className,
    config: { name: cell.className.toLowerCase(), ...inner },
  };
  const layer =
    dialect === 'keras3'
      ? { module: 'keras.layers', ...described, registered_name: null }
      : described;
  return { className: WRAPPER, config: { layer, merge_mode: MERGES[merge] } };
}

/** A backward layer that is written out must be the forward one against time; their names differ. */
function isTwin(forward: JsonObject, backward: JsonObject): boolean {
  const bare = ({ name, go_backwards, ...rest }: JsonObject) => rest;
  return sameJson(bare(forward), bare(backward));
}

function readWrapped(cell: Cell, config: JsonObject, dialect: Dialect): Result<Taken, string> {
  const inner = describedBy(config.layer);
  if (inner?.className !== cell.className) return fail('layer');
  const backward = describedBy(config.backward_layer);
  if (backward && !isTwin(inner.config, backward.config)) return fail('backward_layer');
  const mode = config.merge_mode ?? null;
  const merge = Object.keys(MERGES).find((each) => MERGES[each] === mode);
  if (!merge) return fail('merge_mode');
  if (inner.config.go_backwards === true) return fail('go_backwards');
  const read = readLayer(cell.fields, PENALISED, inner.config, dialect);
  if (!read.ok) return read;
  const parameters = { ...read.value.parameters, direction: 'both', merge };
  return succeed({ ...read.value, parameters });
}

const recurrence = (cell: Cell): LayerMapping => ({
  kind: cell.kind,
  reads: [cell.className, WRAPPER],
  inputs: 'plain',
  call: () => ({}),
  variables: (values) => variablesOf(cell, values),
  seeds: seedsOf,
  write({ values, penalty, dialect }) {
    const { direction, returns, merge } = values as Values & { readonly merge: string };
    if (cell.absentIn?.includes(dialect)) return fail(NO_LAYER);
    // Keras gives the states of a way back in the order in which they were computed.
    if (direction === 'backward' && returns === 'sequence') return fail('direction');
    const written = writeFields(cell.fields, values, dialect);
    if (!written.ok) return written;
    const config = { ...written.value, ...writePenalties(PENALISED, penalty, dialect) };
    if (direction === 'both') return succeed(wrapped(cell, config, merge, dialect));
    return succeed({
      className: cell.className,
      config: { ...config, go_backwards: direction === 'backward' },
    });
  },
  read({ className, config }, { dialect }) {
    if (className === WRAPPER) return readWrapped(cell, config, dialect);
    const read = readLayer(cell.fields, PENALISED, config, dialect);
    if (!read.ok) return read;
    const direction = config.go_backwards === true ? 'backward' : 'forward';
    const { parameters } = read.value;
    if (direction === 'backward' && parameters.returns === 'sequence') return fail('go_backwards');
    return succeed({ ...read.value, parameters: { ...parameters, direction } });
  },
});

const gateFields: readonly Field[] = [
  ...commonFields,
  activationWithin('recurrentActivation', 'sigmoid'),
];

/** The app resets after the product, as Keras does since its second version; TensorFlow.js cannot. */
const resetAfter: Field = {
  write: () => succeed({ reset_after: true }),
  read(config, dialect) {
    const isAfter = config.reset_after ?? dialect !== 'tfjs';
    return isAfter === true ? succeed({ parameters: {}, leftOut: [] }) : fail('reset_after');
  },
};

export const recurrenceMappings: readonly LayerMapping[] = [
  recurrence({ kind: 'simpleRnn', className: 'SimpleRNN', fields: commonFields }),
  recurrence({
    kind: 'lstm',
    className: 'LSTM',
    fields: [...gateFields, field('forgetBiasOne', { key: 'unit_forget_bias', usual: true })],
  }),
  recurrence({
    kind: 'gru',
    className: 'GRU',
    fields: [...gateFields, resetAfter],
    hasRecurrentBias: true,
    absentIn: ['tfjs'],
  }),
];
