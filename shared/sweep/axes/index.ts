import { fail, type Result, succeed } from '../../result';
import { fillText, type Text } from '../../text/text';
import type { AxisContext, AxisDefinition, SweepAxis } from '../axis';
import { activation, depth, initializer, units } from './layers';
import { layerAxes, TRAINING_PREFIX, trainingAxes } from './single';
import { batch, epochs, loss, optimizer, rate, seed } from './training';

/** Axes with names of their own, in the order in which they are offered. Depth comes first where they are applied. */
export const AXES: readonly AxisDefinition[] = [
  initializer,
  activation,
  depth,
  units,
  rate,
  optimizer,
  batch,
  epochs,
  loss,
  seed,
];

const TEXTS = {
  unknown: {
    en: 'There is nothing to vary under this name. Named axes: {{axes}}; or training.SETTING (training.l2); or LAYER.PARAMETER ({{example}}).',
    zh: '没有名为此的可变参数。可用名称：{{axes}}；或 training.设置（training.l2）；或 层.参数（{{example}}）。',
  },
  unknownParameter: {
    en: '“{{node}}” has no parameter “{{name}}” that can be varied. It has: {{known}}.',
    zh: '“{{node}}”没有可变参数“{{name}}”。可用的有：{{known}}。',
  },
  unknownSetting: {
    en: 'The training has no setting “{{name}}” that can be varied. It has: {{known}}.',
    zh: '训练没有可变设置“{{name}}”。可用的有：{{known}}。',
  },
} as const satisfies Record<string, Text>;

const rankOf = (definition: AxisDefinition): number =>
  definition === depth ? -1 : AXES.indexOf(definition);

function opened(definition: AxisDefinition, context: AxisContext): Result<SweepAxis, Text> {
  const { path, label, help } = definition;
  const result = definition.open(context);
  if (!result.ok) return result;
  const { proposals = result.value.domain.propose(result.value.current), ...rest } = result.value;
  return succeed({ path, label, help, proposals, rank: rankOf(definition), ...rest });
}

const namesOf = (axes: readonly SweepAxis[], prefix: string): string =>
  axes.map(({ path }) => path.slice(prefix.length)).join(', ');

/** Layers by id, or by the name on the canvas where only one has it. */
function layerNamed({ analysis }: AxisContext, name: string): string | null {
  if (analysis.nodes.has(name)) return name;
  const named = [...analysis.nodes.values()].filter(({ node }) => node.name === name);
  return named.length === 1 ? named[0].node.id : null;
}

function single(context: AxisContext, path: string): Result<SweepAxis, Text> {
  const dot = path.lastIndexOf('.');
  const owner = path.slice(0, dot);
  const name = path.slice(dot + 1);
  if (dot > 0 && path.startsWith(TRAINING_PREFIX)) {
    const axes = trainingAxes(context);
    const axis = axes.find((each) => each.path === path);
    const known = namesOf(axes, TRAINING_PREFIX);
    return axis ? succeed(axis) : fail(fillText(TEXTS.unknownSetting, { name, known }));
  }
  const id = dot > 0 ? layerNamed(context, owner) : null;
  if (id === null) {
    const example = context.analysis.order.flatMap((each) => layerAxes(context, each))[0]?.path;
    const axes = AXES.map((each) => each.path).join(', ');
    return fail(fillText(TEXTS.unknown, { axes, example: example ?? 'dense-1.units' }));
  }
  const axes = layerAxes(context, id);
  const axis = axes.find((each) => each.path === `${id}.${name}`);
  const known = namesOf(axes, `${id}.`);
  return axis
    ? succeed(axis)
    : fail(fillText(TEXTS.unknownParameter, { node: owner, name, known }));
}

/** The axis of that name in this document, or why there is none. */
export function findAxis(context: AxisContext, path: string): Result<SweepAxis, Text> {
  const definition = AXES.find((each) => each.path === path);
  return definition ? opened(definition, context) : single(context, path);
}

/** Every axis that this document has: the named ones, settings of the training, and parameters of each layer if wanted. */
export function axesOf(context: AxisContext, withLayers = true): readonly SweepAxis[] {
  const named = AXES.flatMap((definition) => {
    const axis = opened(definition, context);
    return axis.ok ? [axis.value] : [];
  });
  const layers = withLayers ? context.analysis.order.flatMap((id) => layerAxes(context, id)) : [];
  return [...named, ...trainingAxes(context), ...layers];
}
