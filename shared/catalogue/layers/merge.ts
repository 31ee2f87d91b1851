import { fail, type Result, succeed } from '../../result';
import type { ProblemSeed } from '../../text/problems';
import { formatShape } from '../../text/text';
import type { Shape } from '../layer';

const sameShape = (a: Shape, b: Shape): boolean =>
  a.length === b.length && a.every((axis, index) => axis === b[index]);

/** Elementwise merging needs equal shapes. The seed says which input differs; the analysis adds its name. */
export function equalShapes(inputs: readonly Shape[]): Result<Shape, ProblemSeed> {
  const first = inputs[0];
  const differing = inputs.findIndex((shape) => !sameShape(shape, first));
  if (differing < 0) return succeed(first);
  return fail({
    kind: 'merge-shapes-differ',
    values: {
      input: differing,
      shape: formatShape(inputs[differing]),
      firstShape: formatShape(first),
    },
  });
}

/** Joining over the last axis needs the same number of axes and equal axes before the last. */
export function joinedShape(inputs: readonly Shape[]): Result<Shape, ProblemSeed> {
  const [first] = inputs;
  const differing = inputs.findIndex(
    (shape) => shape.length !== first.length || !sameShape(shape.slice(0, -1), first.slice(0, -1)),
  );
  if (differing >= 0) {
    return fail({
      kind: 'concatenate-shapes-differ',
      values: {
        input: differing,
        shape: formatShape(inputs[differing]),
        firstShape: formatShape(first),
      },
    });
  }
  const joined = inputs.reduce((sum, shape) => sum + shape[shape.length - 1], 0);
  return succeed([...first.slice(0, -1), joined]);
}
