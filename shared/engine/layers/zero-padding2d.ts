import { defineEngineLayer } from '../layer';
import { margins } from './margins';

export const zeroPadding2d = defineEngineLayer({ kind: 'zeroPadding2d', ...margins(1) });
