import { writeHdf5 } from './hdf5';
import type { KerasLayer, KerasModel } from './model';

/**
 * `model.weights.h5` of Keras 3: a group for each layer below `layers`, called by its class and counted, and in it
 * `vars/0`, `vars/1` … of the layer and of each of its parts. Source: Keras, `saving/saving_lib.py`.
 */

/** `LeakyReLU` → `leaky_re_lu`, as Keras calls groups by their class. */
const groupName = (className: string): string =>
  className
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

/** Each layer's group below `layers`: the second Dense is `dense_1`. */
export function groupsOf(classNames: readonly string[]): readonly string[] {
  const used = new Map<string, number>();
  return classNames.map((className) => {
    const name = groupName(className);
    const before = used.get(name) ?? 0;
    used.set(name, before + 1);
    return before === 0 ? name : `${name}_${before}`;
  });
}

const storePath = (group: string, store: string): string =>
  ['layers', group, ...(store === '' ? [] : [store]), 'vars'].join('/');

/** Where the state of a random generator begins; which numbers it draws has no counterpart in the app. */
const SEED_STATE = Uint32Array.of(0, 0);

/** The bytes of `model.weights.h5`; null where the network goes out as it is drawn. */
export async function weightsFile({ layers }: KerasModel): Promise<Uint8Array | null> {
  const isDrawn = layers.some(({ weights }) => weights.some(({ values }) => values === null));
  if (isDrawn) return null;
  const groups = groupsOf(layers.map(({ className }) => className));
  return writeHdf5((writer) => {
    // Of the model itself, which has no numbers of its own; Keras looks for it.
    writer.group('vars');
    layers.forEach((layer: KerasLayer, at) => {
      const group = groups[at];
      writer.group(storePath(group, ''));
      for (const { store, index, shape, values } of layer.weights) {
        const path = storePath(group, store);
        writer.group(path);
        writer.tensor(path, String(index), values as Float32Array, shape);
      }
      for (const store of layer.seeds) {
        const path = storePath(group, store);
        writer.group(path);
        writer.tensor(path, '0', SEED_STATE, [SEED_STATE.length]);
      }
    });
  });
}
