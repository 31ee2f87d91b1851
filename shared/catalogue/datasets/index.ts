import { createRegistry } from '../registry';
import { adding } from './adding';
import { blobs } from './blobs';
import { characters } from './characters';
import { circles } from './circles';
import { csv } from './csv';
import { cube } from './cube';
import { digits } from './digits';
import { houses } from './houses';
import { imageFolder } from './image-folder';
import { iris } from './iris';
import { json } from './json';
import { moons } from './moons';
import { recall } from './recall';
import { sine } from './sine';
import { spirals } from './spirals';
import { square } from './square';
import { wave } from './wave';
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
  adding,
  recall,
  wave,
  characters,
  digits,
  iris,
  houses,
  csv,
  json,
  imageFolder,
]);
