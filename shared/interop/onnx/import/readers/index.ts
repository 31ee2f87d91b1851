import type { FileOp } from '../file-graph';
import type { NetworkReader } from '../network-reader';
import { activationReaders } from './activations';
import { attentionReaders } from './attention';
import { convolutionReaders } from './convolutions';
import { denseReaders } from './dense';
import { foldReaders } from './fold';
import { formulaReaders } from './formulas';
import { mergeReaders } from './merges';
import { normalizationReaders } from './normalizations';
import type { OpReader } from './reader';
import { gatherOne, joinStates, recurrenceReaders } from './recurrences';
import { shapeReaders } from './shapes';

const TABLES = [
  foldReaders,
  formulaReaders,
  denseReaders,
  convolutionReaders,
  normalizationReaders,
  recurrenceReaders,
  shapeReaders,
  mergeReaders,
  activationReaders,
  { Gather: gatherOne, Concat: joinStates },
  attentionReaders,
];

/** By operator: who may understand it, in this order. */
const READERS = new Map<string, OpReader[]>();
for (const table of TABLES) {
  for (const [operator, reader] of Object.entries(table)) {
    READERS.set(operator, [...(READERS.get(operator) ?? []), reader]);
  }
}

/** Understands an operator by its structure alone; false where the app has nothing like it. */
export const readOp = (op: FileOp, reader: NetworkReader): boolean =>
  READERS.get(op.operator)?.some((read) => read(op, reader)) ?? false;
