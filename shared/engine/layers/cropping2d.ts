import { defineEngineLayer } from '../layer';
import { margins } from './margins';

export const cropping2d = defineEngineLayer({ kind: 'cropping2d', ...margins(-1) });
