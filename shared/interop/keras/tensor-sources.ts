import type { Hdf5Reader, StoredTensor } from './hdf5';
import type { RawModel } from './read-model';
import type { AskedTensor, TensorSource } from './read-network';
import { groupsOf } from './weights-file';

/** Where Keras 3 keeps layers, and where the first version of the format did. */
const ROOTS = ['layers', '_layer_checkpoint_dependencies'];

/** A part of a layer may be kept by its private name. */
const storesOf = (store: string): readonly string[] =>
  store === '' ? ['vars'] : [`${store}/vars`, `_${store}/vars`];

/** The tensors of `model.weights.h5` of Keras 3, by class and count of their layers. */
export function newTensors(reader: Hdf5Reader, { layers }: RawModel): TensorSource {
  const groups = groupsOf(layers.map(({ className }) => className));
  return (layer, { store, index }) => {
    for (const root of ROOTS) {
      for (const path of storesOf(store)) {
        const found = reader.tensor(`${root}/${groups[layer]}/${path}/${index}`);
        if (found) return found;
      }
    }
    return null;
  };
}

const GROUP = 'model_weights';

/** The tensors of an older HDF5 file, by the names that each layer's group lists in their order. */
export function oldTensors(reader: Hdf5Reader, { layers }: RawModel): TensorSource {
  const known = new Map<string, readonly string[]>();
  const namesOf = (title: string): readonly string[] => {
    const there = known.get(title) ?? reader.texts(`${GROUP}/${title}`, 'weight_names') ?? [];
    known.set(title, there);
    return there;
  };
  return (layer, { position }: AskedTensor): StoredTensor | null => {
    const { title } = layers[layer];
    const name = namesOf(title)[position];
    return name === undefined ? null : reader.tensor(`${GROUP}/${title}/${name}`);
  };
}
