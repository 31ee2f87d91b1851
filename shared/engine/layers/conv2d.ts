import { defineEngineLayer } from '../layer';
import { convolution } from './convolution';

export const conv2d = defineEngineLayer({ kind: 'conv2d', ...convolution });
