import { existsSync, readFileSync } from 'node:fs';
import { parseProject, serializeProject } from '../../shared/document/file';
import type { ProjectDocument } from '../../shared/document/schema';

/** What was written to one place, and what of it was answered. */
interface Entry {
  /** The text of the last write that was answered; null before any was. */
  acknowledged: string | null;
  /** Writes that were begun since and not answered, or were cut off: each of them may stand there as well. */
  unsure: Set<string>;
}

/** Keeps account of writes, to say later whether one that was acknowledged is lost. */
export class Ledger {
  private readonly entries = new Map<string, Entry>();
  verified = 0;

  /** A write begins; what is returned hears how it ended: acknowledged, refused, or unknown. */
  begin(place: string, document: ProjectDocument): (end: 'done' | 'refused' | 'unknown') => void {
    const text = serializeProject(document);
    const entry = this.entries.get(place) ?? { acknowledged: null, unsure: new Set() };
    this.entries.set(place, entry);
    const before = [...entry.unsure];
    const wasUnsure = entry.unsure.has(text);
    entry.unsure.add(text);
    return (end) => {
      if (end === 'unknown') return;
      if (!wasUnsure) entry.unsure.delete(text);
      if (end === 'refused') return;
      entry.acknowledged = text;
      // Writes of one place come one after the other: what was cut off before this one began is overwritten.
      for (const older of before) if (older !== text) entry.unsure.delete(older);
    };
  }

  forget(place: string): void {
    this.entries.delete(place);
  }

  /** Places whose content is neither what was acknowledged last nor anything newer; `read` gives the document there. */
  lost(read: (place: string) => ProjectDocument | null): string[] {
    return [...this.entries].flatMap(([place, { acknowledged, unsure }]) => {
      if (acknowledged === null) return [];
      this.verified += 1;
      const document = read(place);
      const text = document && serializeProject(document);
      if (text !== null && (text === acknowledged || unsure.has(text))) return [];
      return [`${place}: ${text === null ? 'nothing that can be read' : 'an older version'}`];
    });
  }
}

/** The project in a file, or null where it cannot be read whole. */
export function projectIn(file: string): ProjectDocument | null {
  if (!existsSync(file)) return null;
  const parsed = parseProject(readFileSync(file, 'utf8'));
  return parsed.ok && parsed.value.repairs.length === 0 ? parsed.value.document : null;
}

/** The project in a draft's file. */
export function draftIn(file: string): ProjectDocument | null {
  if (!existsSync(file)) return null;
  const { document } = JSON.parse(readFileSync(file, 'utf8')) as { document: unknown };
  const parsed = parseProject(JSON.stringify(document));
  return parsed.ok ? parsed.value.document : null;
}
