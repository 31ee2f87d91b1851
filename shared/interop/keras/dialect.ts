/**
 * Whose JSON it is. They name the same layers, and differ in keys, in how a layer is called, and in what there is:
 * `keras3` as Keras 3 writes `.keras` and JSON, `keras2` as Keras 2 and the older HDF5 files, `tfjs` as the layers API
 * of TensorFlow.js, which follows Keras 2.
 */
export type Dialect = 'keras3' | 'keras2' | 'tfjs';

/** A text for each dialect; one that is not named has none. */
export type PerDialect = Partial<Record<Dialect, string>>;

export const inAll = (name: string): PerDialect => ({ keras3: name, keras2: name, tfjs: name });
