import type { Table } from '../../../shared/csv';
import type { LandscapePicture } from '../../../shared/telemetry/landscape';
import { type Field, lossAt, pointAt } from './field';

/** All points with their losses, then the path of the weights with the loss on the plane below it; no loss is an empty field. */
export function tableOf({ path }: LandscapePicture, field: Field): Table {
  const { resolution, alphas, betas, losses } = field;
  const points = Array.from(losses, (loss, index) => {
    const { column, row } = pointAt(index, resolution);
    return ['point', '', alphas[column], betas[row], loss];
  });
  const steps = (path?.steps ?? []).map((step, index) => {
    const [alpha, beta] = [path?.alpha[index] ?? 0, path?.beta[index] ?? 0];
    return ['path', step, alpha, beta, lossAt(field, alpha, beta)];
  });
  return { columns: ['what', 'step', 'alpha', 'beta', 'loss'], rows: [...points, ...steps] };
}
