import { defineEngineLayer } from '../layer';
import { maxPooling, wholeSample } from './pooling';

export const globalMaxPooling = defineEngineLayer({
  kind: 'globalMaxPooling',
  ...maxPooling(wholeSample),
});
