import { defineEngineLayer } from '../layer';
import { averagePooling, slidingWindows } from './pooling';

export const averagePooling1d = defineEngineLayer({
  kind: 'averagePooling1d',
  ...averagePooling(slidingWindows),
});
