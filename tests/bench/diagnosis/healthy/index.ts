import type { Case } from '../case';
import { SOUND_ON_DATA } from './data';
import { SOUND_SHAPES } from './shape';
import { SOUND_TRAINING } from './training';
import { USUAL } from './usual';

/** Networks that learn, most of which look like a fault: deep, narrow, noisy, solved, in small batches, at a high but fine rate. */
export const HEALTHY: readonly Case[] = [
  ...USUAL,
  ...SOUND_SHAPES,
  ...SOUND_TRAINING,
  ...SOUND_ON_DATA,
];
