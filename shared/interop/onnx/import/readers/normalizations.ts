import { floatOf, integerOf } from '../file-graph';
import { axisAt, channelsFirst, type Fixed, meaningOf } from '../meaning';
import { nameFor, type OpReaders } from './reader';

const floats = (known: Fixed): Float32Array => Float32Array.from(known.values);

const short = (value: number): number => Number(value.toPrecision(7));

export const normalizationReaders: OpReaders = {
  BatchNormalization(op, reader) {
    const given = reader.layer(op.inputs[0]);
    const x = given && reader.withAxes(given, channelsFirst);
    const weights = op.inputs.slice(1, 5).map((name) => reader.fixed(name));
    if (!x?.shape || weights.length !== 4 || weights.some((one) => one === null)) return false;
    if (integerOf(op, 'training_mode', 0) !== 0) return false;
    const [gamma, beta, movingMean, movingVariance] = (weights as readonly Fixed[]).map(floats);
    const parameters = {
      epsilon: short(floatOf(op, 'epsilon', 1e-5)),
      momentum: short(floatOf(op, 'momentum', 0.9)),
    };
    const named = { gamma, beta, movingMean, movingVariance };
    const name = nameFor(op, op.inputs[1]);
    const plain = meaningOf(x.node, x.shape);
    const made = reader.add('batchNormalization', parameters, [plain], named, { name });
    if (made) reader.set(op.outputs[0], { ...made, axes: x.axes });
    return made !== null;
  },
  // Before version 21 scales were those of groups.
  GroupNormalization(op, reader) {
    const given = reader.layer(op.inputs[0]);
    const x = given && reader.withAxes(given, channelsFirst);
    const [gamma, beta] = op.inputs.slice(1, 3).map((name) => reader.fixed(name));
    if (reader.graph.opset < 21 || !x?.shape || !gamma || !beta) return false;
    const parameters = {
      groups: integerOf(op, 'num_groups', 1),
      epsilon: short(floatOf(op, 'epsilon', 1e-5)),
    };
    const weights = { gamma: floats(gamma), beta: floats(beta) };
    const name = nameFor(op, op.inputs[1]);
    const plain = meaningOf(x.node, x.shape);
    const made = reader.add('groupNormalization', parameters, [plain], weights, { name });
    if (made) reader.set(op.outputs[0], { ...made, axes: x.axes });
    return made !== null;
  },
  LayerNormalization(op, reader) {
    const x = reader.layer(op.inputs[0]);
    const gamma = reader.fixed(op.inputs[1]);
    const units = x?.shape?.[x.shape.length - 1];
    if (!x?.shape || !gamma || units === undefined || x.rowOf || x.half !== null) return false;
    const axis = axisAt(integerOf(op, 'axis', -1), x.axes.length);
    if (axis !== x.axes.length - 1 || x.axes[axis] !== x.shape.length) return false;
    const given = op.inputs[2] ? reader.fixed(op.inputs[2]) : null;
    if (op.inputs[2] && !given) return false;
    const weights = { gamma: floats(gamma), beta: given ? floats(given) : new Float32Array(units) };
    const parameters = { epsilon: short(floatOf(op, 'epsilon', 1e-5)) };
    const name = nameFor(op, op.inputs[1]);
    const plain = meaningOf(x.node, x.shape);
    const made = reader.add('layerNormalization', parameters, [plain], weights, { name });
    if (made) reader.set(op.outputs[0], { ...made, axes: x.axes });
    return made !== null;
  },
};
