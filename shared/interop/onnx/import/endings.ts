import type { Choice } from '../../../document/schema';
import { consumersOf, type FileGraph, type FileValue } from './file-graph';

/** Which of a file's outputs is the network's, and what follows from it. */
export interface Ending {
  readonly output: FileValue;
  /** Outputs that are neither it nor made of it. */
  readonly leftOut: number;
  /** The loss that it is made for, as far as the file tells it: probabilities beside it, or what it is called. */
  readonly loss: Choice | null;
}

const choice = (kind: string, parameters: Choice['parameters'] = {}): Choice => ({
  kind,
  parameters,
});

const crossEntropy = (fromLogits: boolean) => choice('categoricalCrossEntropy', { fromLogits });
const binary = (fromLogits: boolean) => choice('binaryCrossEntropy', { fromLogits });

/** Losses by the operator that makes probabilities of the network's output, as an output of their own. */
const BY_NEXT: Readonly<Record<string, Choice>> = {
  Softmax: crossEntropy(true),
  Sigmoid: binary(true),
};

/** Finds the output that the app's loss takes: logits rather than the probabilities that are made of them. */
export function endingOf(graph: FileGraph): Ending {
  const { outputs, ops } = graph;
  const names = new Set(outputs.map(({ name }) => name));
  const makers = new Map(ops.flatMap((op) => op.outputs.map((name) => [name, op] as const)));
  const isMade = ({ name }: FileValue): boolean => {
    const maker = makers.get(name);
    return maker !== undefined && maker.operator in BY_NEXT && names.has(maker.inputs[0]);
  };
  const own = outputs.filter((one) => !isMade(one));
  const output = own[0] ?? outputs[0];
  const next = consumersOf(graph, output.name).find(
    ({ operator, outputs: made }) => operator in BY_NEXT && names.has(made[0]),
  );
  const named = output.name === 'scores' ? choice('hinge') : null;
  return { output, leftOut: own.length - 1, loss: next ? BY_NEXT[next.operator] : named };
}
