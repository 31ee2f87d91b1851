import { z } from 'zod';

/** 32-bit floats. Not `z.instanceof`, whose type would refuse an array over shared memory. */
export const floats = z.custom<Float32Array>((value) => value instanceof Float32Array);
