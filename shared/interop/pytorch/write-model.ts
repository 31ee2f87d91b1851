import type { TrainingSettings } from '../../document/schema';
import { definitionLines } from './definitions';
import { initializerLines, startsFromData } from './initializers';
import { channelAxis } from './layer';
import { snakeCase } from './names';
import type { NetworkPlan, PlannedModule, PlannedNode } from './plan';
import {
  blockRemark,
  booleanLiteral,
  commentText,
  functionLines,
  indented,
  numberLiteral,
  stringLiteral,
} from './text';
import { type Forward, type RecordedNode, writeForward } from './write-forward';

/** Both as names of numbers in `torch`; null where they stay in 32 bits. */
interface Rounding {
  readonly activations: string | null;
  readonly gradients: string | null;
}

export function roundingOf(settings: TrainingSettings): Rounding | null {
  const { precision, roundActivations, roundGradients } = settings;
  if (precision === 'float32' || !(roundActivations || roundGradients)) return null;
  const named = `torch.${precision}`;
  return { activations: roundActivations ? named : null, gradients: roundGradients ? named : null };
}

/** The drawn name, where the identifier does not say it. */
function remark({ name, identifier }: PlannedNode): string {
  return snakeCase(name) === identifier ? '' : `  # ${commentText(name)}`;
}

const modulesOf = ({ module, activation }: PlannedNode): readonly PlannedModule[] =>
  [module, activation?.planned ?? null].filter((one) => one !== null);

function constructorLines(
  nodes: readonly PlannedNode[],
  passing: Forward['passing'],
): readonly string[] {
  let block: string | null = null;
  return nodes.flatMap((node) => {
    const own = modulesOf(node).filter(({ isOwn }) => isOwn);
    const through = passing.get(node.id);
    const sources = [
      ...own.map(({ attribute, source }) => [attribute, source.made]),
      ...(through === undefined ? [] : [[through, 'nn.Identity()']]),
    ];
    if (sources.length === 0) return [];
    const before = blockRemark(node.block, block);
    block = node.block;
    const lines = sources.map(([attribute, made], index) => {
      const end = index === 0 ? remark(node) : '';
      return `self.${attribute} = ${made}${end}`;
    });
    return [...before, ...lines];
  });
}

/** Weights that layers share. PyTorch moves parameters in their place, but makes new buffers; so these are apart. */
function tiedLines({ nodes, weights }: NetworkPlan) {
  const buffers = new Set(weights.flatMap(({ spec, tensor }) => (spec.trainable ? [] : [tensor])));
  const tied = nodes.flatMap((node) =>
    modulesOf(node).flatMap(({ attribute, source, tiedTo, isOwn }) =>
      isOwn && tiedTo
        ? tensorsOf(node, source).map((name) => ({
            line: `self.${attribute}.${name} = self.${tiedTo}.${name}`,
            isBuffer: buffers.has(`${tiedTo}.${name}`),
          }))
        : [],
    ),
  );
  const linesOf = (areBuffers: boolean): readonly string[] =>
    tied.filter(({ isBuffer }) => isBuffer === areBuffers).map(({ line }) => line);
  return { parameters: linesOf(false), buffers: linesOf(true) };
}

/** Methods that keep shared buffers shared, wherever the network is moved. */
const sharingLines = (buffers: readonly string[]): readonly string[] => [
  'def share_buffers(self):',
  ...indented(['"""Statistics that layers share."""', ...buffers]),
  '',
  'def _apply(self, *arguments, **named):',
  ...indented([
    '"""Moves to a device or another type: PyTorch makes new buffers then, one for each layer."""',
    'super()._apply(*arguments, **named)',
    'self.share_buffers()',
    'return self',
  ]),
  '',
];

/** Tensors of a module that hold weights of the node. */
const tensorsOf = (
  { weightNames }: PlannedNode,
  { routes, zeros = [] }: PlannedModule['source'],
) => [
  ...Object.entries(routes)
    .filter(([name]) => weightNames.includes(name))
    .map(([, { tensor }]) => tensor),
  ...zeros.map(({ tensor }) => tensor),
];

function initialiseLines({ weights }: NetworkPlan): readonly string[] {
  return weights.flatMap(({ tensor, spec, route }) => {
    // `nn.Sequential` counts its modules; an attribute cannot be a number.
    const place = `self.${tensor.replace(/\.(\d+)\./g, '[$1].')}`;
    return [
      ...(startsFromData(spec)
        ? ['# The project goes on from here with a batch of data (see README.md).']
        : []),
      ...initializerLines(place, spec, route),
    ];
  });
}

/** What the recorder is told of a layer; what is usual is left out, and stands in recorder.py. */
function recordedLine(recorded: RecordedNode): string {
  const { node, output, call, preactivation, preactivationCall, states, statesCall } = recorded;
  const { below, above } = node.saturation;
  const weights = modulesOf(node)
    .filter(({ source }) => tensorsOf(node, source).length > 0)
    .map(({ attribute }) => stringLiteral(attribute));
  const facts: readonly (readonly [string, string, boolean])[] = [
    ['name', stringLiteral(node.identifier), true],
    ['id', stringLiteral(node.id), true],
    ['module', stringLiteral(output), true],
    ['call', String(call), call > 0],
    ['preactivation', stringLiteral(preactivation ?? ''), preactivation !== null],
    ['preactivation_call', String(preactivationCall), preactivationCall > 0],
    ['weights', `[${weights.join(', ')}]`, weights.length > 0],
    ['channels', String(channelAxis(node.layout)), node.layout === 'first'],
    ['saturated_below', numberLiteral(below ?? 0), preactivation !== null && below !== null],
    ['saturated_above', numberLiteral(above ?? 0), preactivation !== null && above !== null],
    ['can_die', booleanLiteral(true), node.canDie],
    ['states', stringLiteral(states ?? ''), states !== null],
    ['states_call', String(statesCall), statesCall > 0],
    ['ways', `[${node.directions.map(stringLiteral).join(', ')}]`, states !== null],
  ];
  const said = facts.filter(([, , isNeeded]) => isNeeded);
  return `dict(${said.map(([name, value]) => `${name}=${value}`).join(', ')}),`;
}

const HEAD = [
  '"""The network: its layers, how its weights are drawn, and what it computes.',
  '',
  "Tensors between layers are PyTorch's: [batch, channels, places ...] around convolutions, poolings and normalizations",
  'of channels, and [batch, places ..., channels] elsewhere, as the data are; `movedim` stands where one becomes the other.',
  '`nn.Identity` hands on the output of a layer that is no module of its own, so that recorder.py sees it too.',
  '"""',
  '',
];

const INITIALISE = [
  '"""Draws all weights anew as the project\'s initializers say.',
  '',
  "The distributions are the project's, the numbers are not: its random generator is another one. Load a",
  'weights file to start from the very same numbers.',
  '"""',
];

/** `model.py`. */
export function writeModel(plan: NetworkPlan, rounding: Rounding | null, seed: number): string {
  const { nodes } = plan;
  const { parameters, buffers } = tiedLines(plan);
  const sharing = buffers.length > 0;
  const forward = writeForward(nodes, rounding !== null);
  const definitions = definitionLines([
    ...(rounding ? ['rounded'] : []),
    ...nodes.flatMap(({ source, activation }) => [
      ...(source.definitions ?? []),
      ...(activation?.definitions ?? []),
    ]),
  ]);
  const rounded = rounding
    ? functionLines('rounded(x)', 'What goes from layer to layer in 16 bits.', [
        `return Rounded.apply(x, ${rounding.activations ?? 'None'}, ${rounding.gradients ?? 'None'})`,
      ])
    : [];
  const body = [
    ...definitions,
    ...rounded,
    'class Network(nn.Module):',
    ...indented([
      'def __init__(self):',
      ...indented([
        'super().__init__()',
        ...constructorLines(nodes, forward.passing),
        ...(parameters.length > 0 ? ['# Weights that layers share.', ...parameters] : []),
        ...(sharing ? ['self.share_buffers()'] : []),
      ]),
    ]),
    '',
    ...(sharing ? indented(sharingLines(buffers)) : []),
    ...indented([
      'def forward(self, features):',
      ...indented(['"""[batch, ... features] to [batch, outputs]."""', ...forward.lines]),
    ]),
    '',
    ...indented([
      '@torch.no_grad()',
      `def initialise(self, seed=${seed}):`,
      ...indented([...INITIALISE, 'torch.manual_seed(seed)', ...initialiseLines(plan)]),
    ]),
    '',
    '',
    '# What recorder.py measures: of each layer, the module whose output is its output.',
    'LAYERS = [',
    ...indented(forward.recorded.map(recordedLine)),
    ']',
    '',
  ];
  const needsMath = body.some((line) => /\bmath\./.test(line));
  const imports = [
    ...(needsMath ? ['import math', ''] : []),
    'import torch',
    `from torch import ${body.some((line) => /\bdistributed\./.test(line)) ? 'distributed, ' : ''}nn`,
    '',
    '',
  ];
  return [...HEAD, ...imports, ...body].join('\n');
}
