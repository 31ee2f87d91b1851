import { defineEngineLayer } from '../layer';
import { maxPooling, slidingWindows } from './pooling';

export const maxPooling2d = defineEngineLayer({
  kind: 'maxPooling2d',
  ...maxPooling(slidingWindows),
});
