import type { Shape } from '../../catalogue/layer';
import type { JsonObject } from '../../document/json';

/** A network as Keras and TensorFlow.js have it, before it is any file: layers, their calls and their weights. */
export interface KerasModel {
  readonly name: string;
  /** In the order in which Keras lists them; calls refer to them by name. */
  readonly layers: readonly KerasLayer[];
  /** Names of the layers where data come in. */
  readonly inputs: readonly string[];
  readonly output: CallReference;
}

/** The output of one call of a layer. */
export interface CallReference {
  readonly layer: string;
  readonly call: number;
}

export interface KerasLayer {
  readonly className: string;
  readonly name: string;
  /** Without its name. */
  readonly config: JsonObject;
  /** One each time that the layer is used; a layer where data come in has one without inputs. */
  readonly calls: readonly KerasCall[];
  readonly weights: readonly KerasWeight[];
  /** Parts that hold the state of a random generator in Keras 3's files. */
  readonly seeds: readonly string[];
}

export interface KerasCall {
  readonly inputs: readonly CallReference[];
  /** One after the other, or as one list. */
  readonly isList: boolean;
  readonly settings: JsonObject;
  readonly outputShape: Shape;
}

export interface KerasWeight {
  /** Below its layer. */
  readonly name: string;
  /** The part of the layer that holds it, and its place there. */
  readonly store: string;
  readonly index: number;
  readonly shape: Shape;
  /** Null where the network goes out as it is drawn. */
  readonly values: Float32Array | null;
}
