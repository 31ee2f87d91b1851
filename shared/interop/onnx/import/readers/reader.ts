import type { FileOp } from '../file-graph';
import type { NetworkReader } from '../network-reader';

/** Understands an operator, and says what its outputs are; false leaves it as it is called. */
export type OpReader = (op: FileOp, reader: NetworkReader) => boolean;

export type OpReaders = Readonly<Record<string, OpReader>>;

/** A layer's name in a file: that of its first weight without its ending, else the operator's own. */
export const nameFor = (op: FileOp, weight: string | undefined): string => {
  const end = weight?.lastIndexOf('.') ?? -1;
  return weight !== undefined && end > 0 ? weight.slice(0, end) : op.name || op.operator;
};

/** Only where all attributes that are given have the values that the layer stands for. */
export const hasOnly = (op: FileOp, wanted: Readonly<Record<string, number>>): boolean =>
  Object.entries(wanted).every(([name, value]) => {
    const given = op.attributes.get(name);
    return given === undefined || (given.integer ?? given.float) === value;
  });
