import type { Choice } from '../document/schema';
import { randomStream } from '../random/random-stream';
import { valuesOfChoice } from './catalogues';
import { INITIALIZERS } from './initializers';
import type { Shape, WeightSpec } from './layer';

/** The values that a weight starts with: drawn from a stream of its own, so that no other layer shifts them. */
export function drawWeight(node: string, spec: WeightSpec, seed: number): Float32Array {
  const { initializer, shape, name, blocks } = spec;
  const random = randomStream(seed, `weights/${node}/${name}`);
  const draw = (choice: Choice, part: Shape): Float32Array => {
    const values = valuesOfChoice(INITIALIZERS, choice);
    return INITIALIZERS.get(choice.kind).draw(part, spec, random, values as never);
  };
  if (!blocks) return draw(initializer, shape);
  const columns = shape[shape.length - 1] / blocks.length;
  const part = [...shape.slice(0, -1), columns];
  return sideBySide(
    blocks.map((choice) => draw(choice, part)),
    columns,
  );
}

/** One matrix of matrices with equal numbers of columns. */
function sideBySide(parts: readonly Float32Array[], columns: number): Float32Array {
  const values = new Float32Array(parts.length * parts[0].length);
  for (let row = 0; row * columns < parts[0].length; row += 1) {
    for (let part = 0; part < parts.length; part += 1) {
      const source = parts[part].subarray(row * columns, (row + 1) * columns);
      values.set(source, (row * parts.length + part) * columns);
    }
  }
  return values;
}
