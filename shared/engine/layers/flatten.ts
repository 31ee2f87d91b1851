import { defineEngineLayer } from '../layer';
import { changeShape } from './reshape';

export const flatten = defineEngineLayer({ kind: 'flatten', ...changeShape });
