import type { PreparedData } from '../data/prepared-data';
import type { TrainingSettings } from '../document/schema';
import { fail, type Result, succeed } from '../result';
import type { RunFailure } from '../telemetry/protocol';
import { quoteError } from '../text/quote';
import { calibrate } from './calibrate';
import { engineText } from './failure-texts';
import { DeviceLost } from './gpu-storage';
import { InputFault } from './input-fault';
import { MissingKernel } from './kernels/missing-kernel';
import type { Model } from './model';
import { readLater } from './reading';
import { OutOfMemory } from './storage';
import { TrainingCore } from './training-core';

/** Errors that say by themselves what is wrong, and are no lack of the backend. */
const OWN_WORDS = [InputFault, OutOfMemory, DeviceLost];

/** Which layer a backend could not compute, and why. */
function faultOf({ ops, at }: Model, error: unknown): RunFailure {
  const { backend } = ops;
  const what = at ? engineText('the-layer', { node: at.name }) : engineText('loss-or-update');
  const reason = error instanceof MissingKernel ? error.text : quoteError(error);
  const message = engineText('backend-cannot', { backend, what, reason });
  return { kind: 'backend-unavailable', message, step: null, node: at?.id ?? null, tensor: null };
}

/**
 * A model with all that trains it. On a GPU it takes a rehearsal first: every operation there is a program of its own
 * that the device or tfjs may lack, and whoever waits for a run should hear of it before the run begins, while another
 * backend can still stand in. The kernels of `wasm` and `cpu` are the same on every machine, and tests hold them.
 */
export async function prepareCore(
  model: Model,
  data: PreparedData,
  training: TrainingSettings,
): Promise<Result<TrainingCore, RunFailure>> {
  const { ops } = model;
  let core: TrainingCore | null = null;
  try {
    if (ops.storage.waits) await readLater(ops, calibrate(model, data, training.seed));
    core = new TrainingCore(model, data, training);
    if (ops.storage.isRemote) await readLater(ops, core.rehearsing());
    return succeed(core);
  } catch (error) {
    const hasWords = OWN_WORDS.some((kind) => error instanceof kind);
    const fault = ops.storage.isRemote && !hasWords ? faultOf(model, error) : null;
    (core ?? model).dispose();
    if (!fault) throw error;
    return fail(fault);
  }
}
