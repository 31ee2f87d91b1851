import { defineEngineLayer } from '../layer';
import { margins } from './margins';

export const zeroPadding1d = defineEngineLayer({ kind: 'zeroPadding1d', ...margins(1) });
