import { defineEngineLayer } from '../layer';
import { margins } from './margins';

export const cropping1d = defineEngineLayer({ kind: 'cropping1d', ...margins(-1) });
