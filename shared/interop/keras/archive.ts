/** What a `.keras` file holds: a zip of these. Source: Keras, `saving/saving_lib.py`. */
export const METADATA_FILE = 'metadata.json';
export const CONFIG_FILE = 'config.json';
export const WEIGHTS_FILE = 'model.weights.h5';
