/** What a project may hold. Checked before anything is built, so that a stranger's file cannot exhaust the machine. */
export const MAX_PROJECT_BYTES = 50 * 1024 * 1024;
export const MAX_JSON_DEPTH = 64;
export const MAX_NODES = 2_000;
export const MAX_EDGES = 8_000;
export const MAX_COMMENTS = 500;
/** Definitions of blocks in a project, settings that one of them exposes, and levels of blocks inside of blocks. */
export const MAX_BLOCKS = 200;
export const MAX_BLOCK_SETTINGS = 100;
export const MAX_BLOCK_DEPTH = 32;
export const MAX_NAME_CHARACTERS = 200;
export const MAX_COMMENT_CHARACTERS = 4_000;
export const MAX_DIMENSIONS = 8;
/** Length of one axis of a shape that someone types. */
export const MAX_AXIS = 10_000_000;
export const MAX_UNITS = 65_536;
/** A recurrence is unrolled: every time step has tensors of its own. */
export const MAX_TIME_STEPS = 4_096;
export const MAX_PARAMETERS = 50_000_000;
export const MAX_COLUMNS = 1_000;
export const MAX_CATEGORIES = 1_000;
export const MAX_AUGMENTATIONS = 20;
export const MAX_EPOCHS = 100_000;
export const MAX_STEPS = 10_000_000;
/** Seeds are 32 bits. */
export const MAX_SEED = 0xffffffff;
export const MAX_BATCH_SIZE = 65_536;
export const MAX_METRICS = 20;
/** Batches whose gradients make one step. */
export const MAX_ACCUMULATION = 1_024;
/** Weights, gradients, optimizer slots and activations of one batch; WebAssembly addresses 4 GiB in all. */
export const MAX_TRAINING_BYTES = 2 * 1024 * 1024 * 1024;
