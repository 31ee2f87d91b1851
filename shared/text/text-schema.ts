import { z } from 'zod';

/** A `Text` that came from another process or from a file. */
export const textSchema = z.object({ en: z.string(), zh: z.string() });
