import { defineEngineLayer } from '../layer';
import { upSampling } from './up-sampling';

export const upSampling1d = defineEngineLayer({ kind: 'upSampling1d', ...upSampling });
