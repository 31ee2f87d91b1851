import type { Choice } from '../../../shared/document/schema';
import { choice } from '../../../shared/labs/builder';

/** What the benchmark's networks are made of, by name. */
export const sgd = choice('sgd');
export const momentum = choice('momentum');
export const adam = choice('adam');
export const rmsprop = choice('rmsprop');
export const relu = choice('relu');
export const tanh = choice('tanh');
export const sigmoid = choice('sigmoid');
export const linear = choice('linear');
export const normal = (deviation: number): Choice => choice('normal', { deviation });
export const constant = (value: number): Choice => choice('constant', { value });
