import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseProject } from '../../shared/document/file';
import type { ProjectDocument } from '../../shared/document/schema';
import type { HostOutput } from '../../shared/host';
import { readIfPresent, writeAtomically } from './atomic-file';
import { reasonOf } from './data/failures';
import { refuse, ServiceError } from './failures';
import type { Handles } from './handles';
import type { Presence } from './presence';
import type { ProjectService } from './projects';

const EXTENSION = '.draft.json';
/** The page makes these names; anything else could leave the folder. */
const DRAFT_NAME = /^[\w-]{1,100}$/;

const stampSchema = z.object({ modified: z.number(), bytes: z.number() });
const draftFileSchema = z.object({
  path: z.string().nullable(),
  /** The instance that writes it. */
  instance: z.string().default(''),
  /** The project's file as the window knew it. */
  base: stampSchema.nullable().default(null),
  document: z.unknown(),
});

/**
 * Autosaves: one file a window's project, in the app's own folder. A draft lives until it is saved or discarded;
 * those that no open window writes any more are what a crash left behind, and are offered. A window that closed
 * cleanly leaves none: its page saved or discarded it.
 */
export class DraftService {
  /** Drafts of windows that are open now, by window. */
  private readonly live = new Map<string, string>();

  constructor(
    private readonly folder: string,
    private readonly handles: Handles,
    private readonly projects: ProjectService,
    private readonly presence: Presence,
  ) {}

  async write(
    draft: string,
    handle: string | null,
    document: ProjectDocument,
    client: string,
  ): Promise<{ saved: number }> {
    const file = this.fileOf(draft);
    const path = handle === null ? null : await this.handles.resolve(handle);
    this.live.set(draft, client);
    const base = path === null ? null : this.projects.stampOf(path, client);
    const content = { path, instance: this.presence.id, base, document };
    try {
      await writeAtomically(file, JSON.stringify(content));
    } catch (error) {
      refuse('write-failed', { name: document.name, reason: reasonOf(error) });
    }
    return { saved: Date.now() };
  }

  async list(): Promise<HostOutput<'drafts.list'>> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith(EXTENSION));
    const drafts = names
      .map((name) => name.slice(0, -EXTENSION.length))
      .filter((draft) => !this.live.has(draft) && DRAFT_NAME.test(draft));
    const listed = await Promise.all(drafts.map((draft) => this.summaryOf(draft)));
    return listed.filter((entry) => entry !== null);
  }

  async read(draft: string, client: string): Promise<HostOutput<'drafts.read'>> {
    const content = await this.contentOf(draft);
    if (!content) return refuse('unknown-handle');
    const parsed = parseProject(JSON.stringify(content.document));
    if (!parsed.ok) throw new ServiceError(parsed.failure);
    // From here on it is this window's, and no other one is offered it.
    this.live.set(draft, client);
    if (content.path !== null && content.base) {
      this.projects.expect(content.path, client, content.base);
    }
    return {
      handle: content.path === null ? null : this.handles.grant(content.path),
      location: content.path ?? '',
      document: parsed.value.document,
      repairs: [...parsed.value.repairs],
      readOnly: null,
    };
  }

  async discard(draft: string): Promise<void> {
    this.live.delete(draft);
    await rm(this.fileOf(draft), { force: true });
  }

  /** A window is gone: what it left is offered to the next. */
  clientGone(client: string): void {
    for (const [draft, owner] of [...this.live]) {
      if (owner === client) this.live.delete(draft);
    }
  }

  /** A window of another instance that still runs may be writing it. */
  private isHeldElsewhere(instance: string): boolean {
    return instance !== this.presence.id && this.presence.isAlive(instance);
  }

  private fileOf(draft: string): string {
    if (!DRAFT_NAME.test(draft)) refuse('bad-name', { name: draft });
    return join(this.folder, `${draft}${EXTENSION}`);
  }

  private async contentOf(draft: string): Promise<z.infer<typeof draftFileSchema> | null> {
    const file = this.fileOf(draft);
    try {
      const text = await readIfPresent(file);
      if (text === null) return null;
      return draftFileSchema.parse(JSON.parse(text));
    } catch {
      // Damaged, or of no right to read it, or no file at all: the others are offered all the same.
      return null;
    }
  }

  private async summaryOf(draft: string): Promise<HostOutput<'drafts.list'>[number] | null> {
    const content = await this.contentOf(draft);
    if (!content || this.isHeldElsewhere(content.instance)) return null;
    const parsed = parseProject(JSON.stringify(content.document));
    if (!parsed.ok) return null;
    const facts = await stat(this.fileOf(draft)).catch(() => null);
    if (!facts) return null;
    return {
      draft,
      handle: content.path === null ? null : this.handles.grant(content.path),
      name: parsed.value.document.name,
      saved: facts.mtimeMs,
    };
  }
}
