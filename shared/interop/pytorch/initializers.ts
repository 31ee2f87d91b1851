import { valuesOfChoice } from '../../catalogue/catalogues';
import { INITIALIZERS } from '../../catalogue/initializers';
import { TRUNCATED_VARIANCE } from '../../catalogue/initializers/common';
import { matrixOf } from '../../catalogue/initializers/orthogonal';
import type { Shape, WeightSpec } from '../../catalogue/layer';
import type { Choice } from '../../document/schema';
import { type NamedRoute, routedShape } from '../route';
import { numberLiteral as number, tupleLiteral } from './text';

/** A tensor of the network that is to be drawn: its expression, and what the app knows of it. */
interface Drawn {
  readonly tensor: string;
  /** The app's. */
  readonly shape: Shape;
  readonly fanIn: number;
  readonly fanOut: number;
  readonly route: NamedRoute;
}

type Values = Readonly<Record<string, number | string>>;

type Write = (drawn: Drawn, values: Values) => string;

const zeros: Write = ({ tensor }) => `nn.init.zeros_(${tensor})`;

const normal = (tensor: string, deviation: string): string =>
  `nn.init.normal_(${tensor}, std=${deviation})`;

const uniform = (tensor: string, limit: string): string =>
  `nn.init.uniform_(${tensor}, -${limit}, ${limit})`;

/** PyTorch's cut is where a and b are, not at two deviations. */
const truncated = (tensor: string, deviation: string): string =>
  `nn.init.trunc_normal_(${tensor}, std=${deviation}, a=-2 * ${deviation}, b=2 * ${deviation})`;

const root = (fraction: string): string => `math.sqrt(${fraction})`;
const glorot = (top: number, { fanIn, fanOut }: Drawn): string =>
  root(`${top} / (${number(fanIn)} + ${number(fanOut)})`);
const byFanIn = (top: number, { fanIn }: Drawn): string => root(`${top} / ${number(fanIn)}`);

/** A matrix [all axes but the last, last] of the app, put where PyTorch has its numbers. */
function fromMatrix(matrix: string, { tensor, shape, route }: Drawn): string {
  const apart = `${matrix}.reshape(${tupleLiteral(shape.map(number))})`;
  const axes = route.axes ? `.permute(${route.axes.join(', ')})` : '';
  const joined = route.shape
    ? `.reshape(${tupleLiteral(routedShape(route, shape).map(number))})`
    : '';
  return `${tensor}.copy_(${apart}${axes}${joined})`;
}

/** PyTorch draws rows of the first axis: the app's columns, where these stand first and nothing is joined. */
const isTransposed = ({ shape, route }: Drawn): boolean =>
  shape.length > 1 && route.shape === undefined && route.axes?.[0] === shape.length - 1;

const orthogonal = (drawn: Drawn, gain: number | string): string => {
  if (isTransposed(drawn)) return `nn.init.orthogonal_(${drawn.tensor}, gain=${gain})`;
  const { rows, columns } = matrixOf(drawn.shape);
  return fromMatrix(`nn.init.orthogonal_(torch.empty(${rows}, ${columns}), gain=${gain})`, drawn);
};

const identity: Write = (drawn, { gain }) => {
  const { rows, columns } = matrixOf(drawn.shape);
  return fromMatrix(`(${gain} * torch.eye(${rows}, ${columns}))`, drawn);
};

const FANS: Readonly<Record<string, (drawn: Drawn) => string>> = {
  fanIn: ({ fanIn }) => number(fanIn),
  fanOut: ({ fanOut }) => number(fanOut),
  fanAverage: ({ fanIn, fanOut }) => number((fanIn + fanOut) / 2),
};

const SCALED: Readonly<Record<string, (tensor: string, scale: string, fan: string) => string>> = {
  normal: (tensor, scale, fan) => normal(tensor, root(`${scale} / ${fan}`)),
  truncated: (tensor, scale, fan) =>
    truncated(tensor, root(`${scale} / ${fan} / ${TRUNCATED_VARIANCE}`)),
  uniform: (tensor, scale, fan) => uniform(tensor, root(`3 * ${scale} / ${fan}`)),
};

/** One line of Python by kind of initializer. */
export const INITIALIZER_WRITERS: Readonly<Record<string, Write>> = {
  glorotUniform: (drawn) => uniform(drawn.tensor, glorot(6, drawn)),
  glorotNormal: (drawn) => normal(drawn.tensor, glorot(2, drawn)),
  heUniform: (drawn) => uniform(drawn.tensor, byFanIn(6, drawn)),
  heNormal: (drawn) => normal(drawn.tensor, byFanIn(2, drawn)),
  lecunUniform: (drawn) => uniform(drawn.tensor, byFanIn(3, drawn)),
  lecunNormal: (drawn) => normal(drawn.tensor, byFanIn(1, drawn)),
  varianceScaling: (drawn, { scale, mode, distribution }) =>
    SCALED[distribution](drawn.tensor, String(scale), FANS[mode](drawn)),
  orthogonal: (drawn, { gain }) => orthogonal(drawn, gain),
  identity,
  normal: ({ tensor }, { deviation }) => normal(tensor, String(deviation)),
  // A deviation of 0 has no cut; PyTorch would divide by it.
  truncatedNormal: (drawn, { deviation }) =>
    deviation === 0 ? zeros(drawn, {}) : truncated(drawn.tensor, String(deviation)),
  uniform: ({ tensor }, { limit }) => uniform(tensor, String(limit)),
  constant: ({ tensor }, { value }) => `nn.init.constant_(${tensor}, ${value})`,
  zeros,
  residualZeros: zeros,
  ones: ({ tensor }) => `nn.init.ones_(${tensor})`,
  lsuv: (drawn) => orthogonal(drawn, 1),
  swarm: (drawn) => normal(drawn.tensor, byFanIn(1, drawn)),
};

const write = (drawn: Drawn, choice: Choice): string =>
  INITIALIZER_WRITERS[choice.kind](drawn, valuesOfChoice(INITIALIZERS, choice) as Values);

/** Gates that are drawn apart: rows of PyTorch's tensor, in its order. */
function gateLines(tensor: string, spec: WeightSpec, blocks: readonly Choice[], route: NamedRoute) {
  const order = route.gates ?? blocks.map((_, gate) => gate);
  const shape = [...spec.shape.slice(0, -1), spec.shape[spec.shape.length - 1] / blocks.length];
  const drawn = (part: string) => ({ ...spec, tensor: part, shape, route });
  const lines = order.map((gate) => write(drawn('gate'), blocks[gate]));
  const gates = `${tensor}.chunk(${blocks.length})`;
  if (lines.every((line) => line === lines[0])) {
    return blocks.length === 1
      ? [write(drawn(tensor), blocks[0])]
      : [`for gate in ${gates}:`, `    ${lines[0]}`];
  }
  return order.map((gate, index) => write(drawn(`${gates}[${index}]`), blocks[gate]));
}

/** The lines that draw one weight as its initializer says; `tensor` is its expression. */
export const initializerLines = (
  tensor: string,
  spec: WeightSpec,
  route: NamedRoute,
): readonly string[] =>
  spec.blocks
    ? gateLines(tensor, spec, spec.blocks, route)
    : [write({ ...spec, tensor, route }, spec.initializer)];

/** Kinds that the app finishes with a batch of data, which PyTorch only starts. */
export const startsFromData = ({ initializer }: WeightSpec): boolean =>
  INITIALIZERS.get(initializer.kind).fromData === true;
