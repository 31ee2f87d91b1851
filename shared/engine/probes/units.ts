import { DEAD_CHECKS, unitsColumn } from '../../telemetry/layout';
import { gather } from '../batches';
import type { ForwardPass } from '../model';
import { writeNonzeroShares } from '../numbers';
import type { DeadUnits, Probe } from '../probe';

/** The probe batch: always the first training samples, so that a unit is judged on the same ground every time. */
const PROBE_SAMPLES = 256;

export const noDeadUnits = (layers: number): DeadUnits => ({
  now: new Float64Array(layers).fill(Number.NaN),
  lasting: new Float64Array(layers).fill(Number.NaN),
});

/**
 * Firing fraction of every unit that can die. A unit is dead when it is 0 for every sample of the probe batch, and
 * lastingly dead after `DEAD_CHECKS` checks in a row.
 */
export const unitsProbe: Probe = {
  group: 'units',
  rate: 'pass',
  fits: ({ layers }) => layers.some(({ canDie }) => canDie),
  prepare({ core, layout, positions, deadUnits }) {
    const { model, data } = core;
    const { ops } = model;
    const rows = data.training.subarray(0, PROBE_SAMPLES);
    const checksInARow = layout.layers.map(({ units }) => new Uint32Array(units));
    const outputsOf = ({ nodes }: ForwardPass) =>
      layout.layers.flatMap(({ canDie }, layer) => (canDie ? nodes[positions[layer]].output : []));
    return (_view, row) =>
      ops.arena.readingScope(function* () {
        const { features } = gather(ops, data, rows);
        const forward = model.forward(features, { training: false });
        yield outputsOf(forward);
        layout.layers.forEach(({ canDie, units }, layer) => {
          if (!canDie) return;
          const start = unitsColumn(layout, layer);
          const fractions = row.subarray(start, start + units);
          writeNonzeroShares(ops.view(forward.nodes[positions[layer]].output), units, fractions);
          let now = 0;
          let lasting = 0;
          const checks = checksInARow[layer];
          for (let unit = 0; unit < units; unit += 1) {
            checks[unit] = fractions[unit] === 0 ? checks[unit] + 1 : 0;
            if (checks[unit] > 0) now += 1;
            if (checks[unit] >= DEAD_CHECKS) lasting += 1;
          }
          deadUnits.now[layer] = now / units;
          deadUnits.lasting[layer] = lasting / units;
        });
      });
  },
};
