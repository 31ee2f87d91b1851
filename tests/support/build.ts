import { ensureBuilt } from '../../main/launch/ensure-built.mjs';

/** Tests that start real processes run what the build makes; built once, and only if it is older than its sources. */
export default function setup(): void {
  ensureBuilt();
}
