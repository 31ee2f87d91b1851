import { createRegistry } from '../registry';
import { constant } from './constant';
import { glorotNormal } from './glorot-normal';
import { glorotUniform } from './glorot-uniform';
import { heNormal } from './he-normal';
import { heUniform } from './he-uniform';
import { identity } from './identity';
import { lecunNormal } from './lecun-normal';
import { normal } from './normal';
import { ones } from './ones';
import { orthogonal } from './orthogonal';
import { uniform } from './uniform';
import { zeros } from './zeros';

/** Every way a weight can start. */
export const INITIALIZERS = createRegistry('initializers', [
  glorotUniform,
  glorotNormal,
  heUniform,
  heNormal,
  lecunNormal,
  orthogonal,
  identity,
  normal,
  uniform,
  constant,
  zeros,
  ones,
]);
