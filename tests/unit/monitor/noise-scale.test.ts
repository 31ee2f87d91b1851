import { expect, it } from 'vitest';
import { noiseScaleOf } from '../../../renderer/monitor/noise-scale';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { layoutOf } from './run-fixture';

it('TELE-E9: divides averages of the variance and the squared norm, and says nothing where noise drowns the gradient', () => {
  const telemetry = new TelemetryStore(layoutOf(1));
  const rows = Float32Array.of(0, 8, -1, 4, 6, 3, 8, 4, 2);
  telemetry.append([{ group: 'noise', rows }]);
  const { steps, mean } = noiseScaleOf({ telemetry });
  expect([...steps]).toEqual([0, 4, 8]);
  expect(mean[0]).toBeNaN();
  // Weights 0.09 and 0.1 of the first two, 0.081 of the first once a third has come.
  expect(mean[1]).toBeCloseTo((0.09 * 8 + 0.1 * 6) / (0.09 * -1 + 0.1 * 3), 4);
  expect(mean[2]).toBeCloseTo(
    (0.081 * 8 + 0.09 * 6 + 0.1 * 4) / (0.081 * -1 + 0.09 * 3 + 0.1 * 2),
    4,
  );
});
