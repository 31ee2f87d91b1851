import { createRegistry } from '../registry';
import { blobs } from './blobs';
import { circles } from './circles';
import { csv } from './csv';
import { cube } from './cube';
import { digits } from './digits';
import { houses } from './houses';
import { iris } from './iris';
import { moons } from './moons';
import { sine } from './sine';
import { spirals } from './spirals';
import { square } from './square';
import { xor } from './xor';

/** Every dataset. */
export const DATASETS = createRegistry('datasets', [
  spirals,
  circles,
  moons,
  xor,
  blobs,
  square,
  cube,
  sine,
  digits,
  iris,
  houses,
  csv,
]);
