import { createRegistry } from '../registry';
import { brightness } from './brightness';
import { flipHorizontal } from './flip-horizontal';
import { flipVertical } from './flip-vertical';
import { pixelNoise } from './pixel-noise';
import { randomCrop } from './random-crop';
import { rotate } from './rotate';
import { shift } from './shift';

/** Every augmentation, in the order in which the data page applies them: first places, then light, noise last. */
export const AUGMENTATIONS = createRegistry('augmentations', [
  randomCrop,
  flipHorizontal,
  flipVertical,
  shift,
  rotate,
  brightness,
  pixelNoise,
]);
