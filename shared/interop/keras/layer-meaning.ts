import { ACTIVATIONS } from '../../catalogue/activations';
import { valuesOfChoice } from '../../catalogue/catalogues';
import type { DataShape } from '../../catalogue/dataset';
import type { LayerDefinition, Shape, WeightSpec } from '../../catalogue/layer';
import { LAYERS } from '../../catalogue/layers';
import { checkParameters, defaultsOf } from '../../catalogue/parameter';
import type { Choice, Parameters } from '../../document/schema';
import { readActivation, STAGE_READERS } from './activations';
import type { Dialect } from './dialect';
import { mappingsReading } from './layers';
import type { LayerMapping, Variable } from './mapping';
import type { RawCall, RawLayer } from './read-model';
import { SLOPE } from './write-network';

/** What a layer of a file is in the app. */
export interface Meaning {
  readonly kind: string;
  readonly parameters: Parameters;
  /** Settings that change its training alone and that the app does not have. */
  readonly leftOut: readonly string[];
  readonly variables: readonly Variable[];
  readonly shape: Shape;
  readonly weights: readonly WeightSpec[];
}

const NO_DATA: DataShape = {
  task: 'regression',
  featureShape: [],
  featureNames: [],
  classNames: [],
  targetNames: [],
  picture: 'table',
};

/** The activation that a node applies last, by its parameters; null where it has none. */
export function activationOf({ parameters }: LayerDefinition, values: Parameters): Choice | null {
  const parameter = parameters.activation;
  const isStage = parameter?.type === 'choice' && !parameter.withinLayer;
  return isStage ? (values.activation as Choice) : null;
}

/** Whether a layer is an activation and nothing else. */
export const isActivation = ({ className }: RawLayer): boolean =>
  className === 'Activation' || Object.hasOwn(STAGE_READERS, className);

/** What an activation learns: one slope a channel stands in a tensor whose other axes are 1 long. */
export function slopesOf(choice: Choice, sample: Shape): Pick<Meaning, 'weights' | 'variables'> {
  const values = valuesOfChoice(ACTIVATIONS, choice) as never;
  const weights = ACTIVATIONS.get(choice.kind).weights?.(sample, values) ?? [];
  const shape = ([[slopes]]: readonly Shape[]) => [...sample.slice(1).map(() => 1), slopes];
  return { weights, variables: weights.length > 0 ? [{ ...SLOPE, shape }] : [] };
}

/** The function of a layer that is an activation; null where the app has none that computes the same. */
export function activationIn(
  { className, config }: RawLayer,
  shape: Shape,
  dialect: Dialect,
): Choice | null {
  if (className === 'Activation') return readActivation(config.activation ?? null, dialect);
  return STAGE_READERS[className](config, shape);
}

const TAKES: Readonly<Record<LayerDefinition['inputs'], (count: number) => boolean>> = {
  none: (count) => count === 0,
  one: (count) => count === 1,
  some: (count) => count > 0,
  many: (count) => count > 1,
};

const NODES = 'inbound_nodes';

function tryMapping(
  mapping: LayerMapping,
  { className, config }: RawLayer,
  call: RawCall,
  shapes: readonly Shape[],
  dialect: Dialect,
): Meaning | string {
  const definition = LAYERS.get(mapping.kind);
  if (!TAKES[definition.inputs](shapes.length)) return NODES;
  const site = { inputShapes: shapes, dialect, call: call.settings };
  const read = mapping.read({ className, config }, site);
  if (!read.ok) return read.failure;
  const parameters = { ...defaultsOf(definition.parameters), ...read.value.parameters };
  const { values, faults } = checkParameters(definition.parameters, parameters);
  if (faults.length > 0) return faults[0].name;
  const shape = definition.shape(shapes, values as never, { data: NO_DATA });
  if (!shape.ok) return 'input shape';
  const weights = definition.weights(shapes, values as never);
  const names = new Set(weights.map(({ name }) => name));
  const variables = mapping
    .variables(values)
    .filter(({ parts }) => parts.every((part) => names.has(part)));
  const { leftOut } = read.value;
  return { kind: mapping.kind, parameters, leftOut, variables, shape: shape.value, weights };
}

/**
 * What a layer is in the app, or the setting that keeps it from being anything; an empty one where it is the layer
 * itself. `shapes`: of the samples that come in.
 */
export function meaningOf(
  layer: RawLayer,
  call: RawCall,
  shapes: readonly Shape[],
  dialect: Dialect,
): Meaning | string {
  if (shapes.length === 0) return NODES;
  if (isActivation(layer)) {
    const choice = activationIn(layer, shapes[0], dialect);
    if (!choice) return 'activation';
    const parameters = { activation: choice };
    const slopes = slopesOf(choice, shapes[0]);
    return { kind: 'activation', parameters, leftOut: [], shape: shapes[0], ...slopes };
  }
  let reason = '';
  for (const mapping of mappingsReading(layer.className)) {
    const meaning = tryMapping(mapping, layer, call, shapes, dialect);
    if (typeof meaning !== 'string') return meaning;
    reason = reason === '' ? meaning : reason;
  }
  return reason;
}
