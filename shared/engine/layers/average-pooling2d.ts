import { defineEngineLayer } from '../layer';
import { averagePooling, slidingWindows } from './pooling';

export const averagePooling2d = defineEngineLayer({
  kind: 'averagePooling2d',
  ...averagePooling(slidingWindows),
});
