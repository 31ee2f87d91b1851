import { defineEngineLayer } from '../layer';
import { maxPooling, slidingWindows } from './pooling';

export const maxPooling1d = defineEngineLayer({
  kind: 'maxPooling1d',
  ...maxPooling(slidingWindows),
});
