import { createRegistry } from '../registry';
import { constant } from './constant';
import { glorotNormal } from './glorot-normal';
import { glorotUniform } from './glorot-uniform';
import { heNormal } from './he-normal';
import { heUniform } from './he-uniform';
import { identity } from './identity';
import { lecunNormal } from './lecun-normal';
import { lecunUniform } from './lecun-uniform';
import { lsuv } from './lsuv';
import { normal } from './normal';
import { ones } from './ones';
import { orthogonal } from './orthogonal';
import { residualZeros } from './residual-zeros';
import { swarm } from './swarm';
import { truncatedNormal } from './truncated-normal';
import { uniform } from './uniform';
import { varianceScaling } from './variance-scaling';
import { zeros } from './zeros';

/** Every way a weight can start. */
export const INITIALIZERS = createRegistry('initializers', [
  glorotUniform,
  glorotNormal,
  heUniform,
  heNormal,
  lecunUniform,
  lecunNormal,
  varianceScaling,
  orthogonal,
  identity,
  normal,
  truncatedNormal,
  uniform,
  constant,
  zeros,
  residualZeros,
  ones,
  lsuv,
  swarm,
]);
