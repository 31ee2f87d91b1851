import { defineEngineLayer } from '../layer';
import { upSampling } from './up-sampling';

export const upSampling2d = defineEngineLayer({ kind: 'upSampling2d', ...upSampling });
