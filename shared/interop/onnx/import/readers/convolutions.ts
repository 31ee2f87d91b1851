import { ACTIVATIONS } from '../../../../catalogue/activations';
import type { Shape } from '../../../../catalogue/layer';
import { LAYERS } from '../../../../catalogue/layers';
import {
  extentOf,
  type Padding,
  type WindowAxis,
  windowAxes,
  windowAxis,
} from '../../../../catalogue/windows';
import type { Choice, Parameters } from '../../../../document/schema';
import { unrouted } from '../../../route';
import { DEPTHWISE_ROUTE, KERNEL_ROUTES, TRANSPOSE_ROUTE } from '../../layers/convolutions';
import { type FileOp, integerOf, integersOf, wordOf } from '../file-graph';
import { channelsFirst, type Meaning } from '../meaning';
import type { NetworkReader } from '../network-reader';
import { biasOf } from './dense';
import { hasOnly, nameFor, type OpReaders } from './reader';

const linear = { kind: 'linear', parameters: {} };

/** Windows of an operator; its zeros by axis. */
interface Windows {
  readonly kernelSize: readonly number[];
  readonly strides: readonly number[];
  readonly dilation: readonly number[];
  readonly before: readonly number[];
  readonly after: readonly number[];
}

const zerosBehind = ({ size, count, kernel, stride, dilation, before }: WindowAxis): number =>
  Math.max(0, (count - 1) * stride + extentOf(kernel, dilation) - size - before);

/** What the operator's attributes say over places of this shape; null where their number does not fit. */
function windowsOf(op: FileOp, places: Shape, kernelSize: readonly number[]): Windows | null {
  const each = (name: string) => integersOf(op, name) ?? kernelSize.map(() => 1);
  const strides = each('strides');
  const dilation = each('dilations');
  const rank = places.length;
  if ([kernelSize, strides, dilation].some((list) => list.length !== rank)) return null;
  if (rank < 1 || rank > 2 || [...kernelSize, ...strides, ...dilation].some((one) => one < 1)) {
    return null;
  }
  const auto = wordOf(op, 'auto_pad', 'NOTSET');
  if (auto.startsWith('SAME')) {
    const axes = windowAxes([...places, 1], { kernelSize, strides, dilation, padding: 'same' });
    const behind = axes.map(zerosBehind);
    const before = axes.map((axis) => axis.before);
    const isLower = auto === 'SAME_LOWER';
    return {
      kernelSize,
      strides,
      dilation,
      before: isLower ? behind : before,
      after: isLower ? before : behind,
    };
  }
  const pads = (auto === 'NOTSET' && integersOf(op, 'pads')) || new Array<number>(2 * rank).fill(0);
  if (pads.length !== 2 * rank || pads.some((pad) => pad < 0)) return null;
  const before = pads.slice(0, rank);
  return { kernelSize, strides, dilation, before, after: pads.slice(rank) };
}

/** `valid` without zeros, `same` where they are those that the app would put; null where they are others. */
function paddingOf(windows: Windows, places: Shape): Padding | null {
  const { kernelSize, strides, dilation, before, after } = windows;
  if ([...before, ...after].every((zeros) => zeros === 0)) return 'valid';
  const isSame = kernelSize.every((kernel, index) => {
    const axis = windowAxis(places[index], kernel, strides[index], dilation[index], 'same');
    return axis.before === before[index] && zerosBehind(axis) === after[index];
  });
  return isSame ? 'same' : null;
}

/** The input with zeros of its own around it. */
function padded(reader: NetworkReader, x: Meaning, { before, after }: Windows): Meaning | null {
  const parameters: Parameters =
    before.length === 1
      ? { before: before[0], after: after[0] }
      : { top: before[0], bottom: after[0], left: before[1], right: after[1] };
  return reader.add(`zeroPadding${before.length}d`, parameters, [x], {});
}

const withFirst = (made: Meaning): Meaning => ({
  ...made,
  axes: channelsFirst(made.shape as Shape),
});

function input(op: FileOp, reader: NetworkReader): Meaning | null {
  const given = reader.layer(op.inputs[0]);
  const x = given && reader.withAxes(given, channelsFirst);
  return x?.shape && x.shape.length > 1 ? x : null;
}

interface Kernel {
  readonly kind: string;
  readonly parameters: Parameters;
  readonly values: Float32Array;
}

/** Which convolution a kernel [filters, channels in a group, kernel axes …] is of; null where the app has none. */
function kernelOf(
  reader: NetworkReader,
  op: FileOp,
  channels: number,
): (Kernel & { readonly size: readonly number[]; readonly filters: number }) | null {
  const fixed = reader.fixed(op.inputs[1]);
  if (!fixed || fixed.shape.length < 3 || fixed.shape.length > 4) return null;
  const [filters, , ...size] = fixed.shape;
  const group = integerOf(op, 'group', 1);
  const rank = size.length as 1 | 2;
  const plain = Float32Array.from(fixed.values);
  if (group === 1) {
    const values = unrouted(KERNEL_ROUTES[rank], [...size, channels, filters], plain);
    return { kind: `conv${rank}d`, parameters: { filters }, values, size, filters };
  }
  if (rank !== 2 || group !== channels || filters % channels !== 0) return null;
  const depthMultiplier = filters / channels;
  const values = unrouted(DEPTHWISE_ROUTE, [...size, channels, depthMultiplier], plain);
  return { kind: 'depthwiseConv2d', parameters: { depthMultiplier }, values, size, filters };
}

const convolve = (op: FileOp, reader: NetworkReader): boolean => {
  const x = input(op, reader);
  const shape = x?.shape;
  const kernel = shape && kernelOf(reader, op, shape[shape.length - 1]);
  if (!x || !shape || !kernel) return false;
  const places = shape.slice(0, -1);
  const windows = windowsOf(op, places, kernel.size);
  const bias = op.inputs[2] ? biasOf(reader.fixed(op.inputs[2]), kernel.filters) : null;
  if (!windows || (op.inputs[2] && !bias)) return false;
  const { kernelSize, strides, dilation } = windows;
  const padding = paddingOf(windows, places);
  const source = padding ? x : padded(reader, x, windows);
  const made =
    source &&
    reader.add(
      kernel.kind,
      {
        ...kernel.parameters,
        kernelSize,
        strides,
        dilation,
        padding: padding ?? 'valid',
        useBias: bias !== null,
        activation: linear,
      },
      [source],
      { kernel: kernel.values, ...(bias ? { bias } : {}) },
      { name: nameFor(op, op.inputs[1]) },
    );
  return made ? reader.end(op, withFirst(made)) : false;
};

/** The app's transposed convolution without zeros gives all places; pads cut them off. */
const convolveBack = (op: FileOp, reader: NetworkReader): boolean => {
  const x = input(op, reader);
  const fixed = reader.fixed(op.inputs[1]);
  if (x?.shape?.length !== 3 || fixed?.shape.length !== 4) return false;
  if (integerOf(op, 'group', 1) !== 1 || wordOf(op, 'auto_pad', 'NOTSET') !== 'NOTSET')
    return false;
  if (op.attributes.has('output_shape')) return false;
  const [channels, filters, ...kernelSize] = fixed.shape;
  const places = x.shape.slice(0, 2);
  const windows = windowsOf(op, places, kernelSize);
  const bias = op.inputs[2] ? biasOf(reader.fixed(op.inputs[2]), filters) : null;
  if (!windows || (op.inputs[2] && !bias)) return false;
  const { strides, dilation, before, after } = windows;
  const more = integersOf(op, 'output_padding') ?? [0, 0];
  const whole = places.map(
    (size, axis) => (size - 1) * strides[axis] + extentOf(kernelSize[axis], dilation[axis]),
  );
  const size = whole.map((all, axis) => all + more[axis] - before[axis] - after[axis]);
  const isAsSame = size.every((length, axis) => {
    const own = windowAxis(length, kernelSize[axis], strides[axis], dilation[axis], 'same');
    return length === places[axis] * strides[axis] && own.before === before[axis];
  });
  const parameters = {
    filters,
    kernelSize,
    strides,
    dilation,
    padding: isAsSame ? 'same' : 'valid',
    useBias: bias !== null,
    activation: linear,
  };
  const plain = Float32Array.from(fixed.values);
  const kernel = unrouted(TRANSPOSE_ROUTE, [...kernelSize, filters, channels], plain);
  const name = nameFor(op, op.inputs[1]);
  const weights = { kernel, ...(bias ? { bias } : {}) };
  const all = reader.plan('conv2dTranspose', parameters, [x.shape])?.shape;
  if (!all) return false;
  const margins = size.map((length, axis) => all[axis] - before[axis] - length);
  if (!isAsSame && margins.some((margin) => margin < 0)) return false;
  const made = reader.add('conv2dTranspose', parameters, [x], weights, { name });
  if (!made) return false;
  if (isAsSame || [...before, ...margins].every((margin) => margin === 0)) {
    return reader.end(op, withFirst(made));
  }
  const cut = { top: before[0], bottom: margins[0], left: before[1], right: margins[1] };
  const cropped = reader.add('cropping2d', cut, [made], {});
  if (cropped) reader.set(op.outputs[0], withFirst(cropped));
  return cropped !== null;
};

/** Whether all that a layer gives is 0 or more. */
function isNeverNegative(reader: NetworkReader, { node }: Meaning): boolean {
  const known = reader.draft.nodes.get(node);
  // Within a recurrence an activation is not the last that is applied.
  if (!known || LAYERS.find(known.kind)?.group === 'recurrent') return false;
  const activation = known.parameters.activation as Choice | undefined;
  const range = activation && ACTIVATIONS.find(activation.kind)?.range;
  return range !== undefined && range[0] >= 0;
}

/** Every window reaches at least one place of the input. */
const reaches = ({ kernelSize, before, after }: Windows): boolean =>
  kernelSize.every((kernel, axis) => Math.max(before[axis], after[axis]) < kernel);

/** A pooling; `counts` where zeros around count, as an average may say. */
const pool =
  (kind: string) =>
  (op: FileOp, reader: NetworkReader): boolean => {
    const x = input(op, reader);
    const size = integersOf(op, 'kernel_shape');
    if (!x?.shape || !size || !hasOnly(op, { ceil_mode: 0, storage_order: 0 })) return false;
    const places = x.shape.slice(0, -1);
    const windows = windowsOf(op, places, size);
    if (!windows || windows.dilation.some((gap) => gap !== 1)) return false;
    const padding = paddingOf(windows, places);
    const counts = integerOf(op, 'count_include_pad', 0) === 1 && padding !== 'valid';
    // What lies around a maximum is no zero, but where nothing is below it.
    const isZero = kind === 'maxPooling' && isNeverNegative(reader, x) && reaches(windows);
    const isPadded = counts || (!padding && isZero);
    if (!padding && !isPadded) return false;
    const source = isPadded ? padded(reader, x, windows) : x;
    const parameters = {
      kernelSize: size,
      strides: windows.strides,
      padding: isPadded || !padding ? 'valid' : padding,
    };
    const made = source && reader.add(`${kind}${size.length}d`, parameters, [source], {});
    if (made) reader.set(op.outputs[0], withFirst(made));
    return made !== null;
  };

/** One number a channel, with axes of length 1 where the places were. */
const poolAll =
  (kind: string) =>
  (op: FileOp, reader: NetworkReader): boolean => {
    const x = input(op, reader);
    const made = x && reader.add(kind, {}, [x], {});
    if (!x?.shape || !made) return false;
    reader.set(op.outputs[0], {
      ...made,
      axes: [0, 1, ...x.shape.slice(1).map(() => 'one' as const)],
    });
    return true;
  };

export const convolutionReaders: OpReaders = {
  Conv: convolve,
  ConvTranspose: convolveBack,
  MaxPool: (op, reader) => (op.outputs[1] ? false : pool('maxPooling')(op, reader)),
  AveragePool: pool('averagePooling'),
  GlobalAveragePool: poolAll('globalAveragePooling'),
  GlobalMaxPool: poolAll('globalMaxPooling'),
};
