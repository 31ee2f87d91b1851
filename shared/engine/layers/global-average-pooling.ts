import { defineEngineLayer } from '../layer';
import { averagePooling, wholeSample } from './pooling';

export const globalAveragePooling = defineEngineLayer({
  kind: 'globalAveragePooling',
  ...averagePooling(wholeSample),
});
