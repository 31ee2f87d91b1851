import type { CallReference, KerasLayer } from './model';

const keyOf = ({ layer, call }: CallReference): string => `${layer} ${call}`;

/** Calls so that each stands behind those that it takes from, and layers in the order in which they are met. */
function walk(byName: ReadonlyMap<string, KerasLayer>, output: CallReference) {
  const calls: CallReference[] = [];
  const met = new Map<string, number>();
  const done = new Set<string>();
  // A stack of its own: a network of two thousand layers in a row would be two thousand calls deep.
  const stack: { readonly at: CallReference; next: number }[] = [];
  const enter = (at: CallReference): void => {
    if (done.has(keyOf(at))) return;
    done.add(keyOf(at));
    if (!met.has(at.layer)) met.set(at.layer, met.size);
    stack.push({ at, next: 0 });
  };
  enter(output);
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    const { inputs } = (byName.get(top.at.layer) as KerasLayer).calls[top.at.call];
    if (top.next < inputs.length) {
      top.next += 1;
      enter(inputs[top.next - 1]);
    } else {
      calls.push(top.at);
      stack.pop();
    }
  }
  return { calls, met };
}

/**
 * Layers as a Keras model lists them: those furthest from the output first, and of equal ones that which is met first
 * on the way back from the output. The files of Keras 3 number layers of one class in this order.
 */
export function kerasOrder(
  layers: readonly KerasLayer[],
  output: CallReference,
): readonly KerasLayer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const { calls, met } = walk(byName, output);
  const depths = new Map<string, number>();
  const ofLayer = new Map<string, number>();
  for (const at of [...calls].reverse()) {
    const depth = Math.max(depths.get(keyOf(at)) ?? 0, ofLayer.get(at.layer) ?? 0);
    ofLayer.set(at.layer, depth);
    for (const input of (byName.get(at.layer) as KerasLayer).calls[at.call].inputs) {
      depths.set(keyOf(input), Math.max(depth + 1, depths.get(keyOf(input)) ?? 0));
    }
  }
  const rank = (table: ReadonlyMap<string, number>, { name }: KerasLayer) => table.get(name) ?? 0;
  return layers
    .filter(({ name }) => met.has(name))
    .sort((a, b) => rank(ofLayer, b) - rank(ofLayer, a) || rank(met, a) - rank(met, b));
}
