import { z } from 'zod';
import { textSchema } from '../text/text-schema';

/** Charts of the monitor in which evidence can be looked at. */
export const EVIDENCE_CHARTS = [
  'loss',
  'gradient',
  'dead',
  'distributions',
  'updates',
  'fit',
  'time',
] as const;
export type EvidenceChart = (typeof EVIDENCE_CHARTS)[number];

/** A number that proves a finding, said in a sentence, and where it can be seen; `step` null: at the newest. */
export const evidenceSchema = z.object({
  text: textSchema,
  chart: z.enum(EVIDENCE_CHARTS).nullable(),
  node: z.string().nullable(),
  step: z.int().nullable(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** What follows from a cause: a symptom that is seen, or another cause that it explains. */
export const consequenceSchema = z.object({ kind: z.string(), text: textSchema });
export type Consequence = z.infer<typeof consequenceSchema>;

/** `certain`: nothing but this edit helps. `harmful`: it is doing harm now. `expected`: it will, if theory is right. */
export const SEVERITIES = ['certain', 'harmful', 'expected'] as const;

/** One named cause, where it is, since when, what proves it and what may cure it. */
export const findingSchema = z.object({
  cause: z.string(),
  title: textSchema,
  /** The layer where it begins; null where it is a setting of the data or the training. */
  node: z.string().nullable(),
  /** All layers concerned, from input to output. */
  nodes: z.array(z.string()),
  /** 0: before the first update. */
  sinceStep: z.int(),
  severity: z.enum(SEVERITIES),
  evidence: z.array(evidenceSchema),
  consequences: z.array(consequenceSchema),
  /** Kinds of remedies that change something here, the best first. */
  remedies: z.array(z.string()),
});
export type Finding = z.infer<typeof findingSchema>;
export type FindingSeverity = Finding['severity'];
