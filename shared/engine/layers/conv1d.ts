import { defineEngineLayer } from '../layer';
import { convolution } from './convolution';

export const conv1d = defineEngineLayer({ kind: 'conv1d', ...convolution });
