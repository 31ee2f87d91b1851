import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProjectDocument } from '../../shared/document/schema';
import { type RecentProject, recentProjectSchema } from '../../shared/host-data';
import { messageOf } from '../../shared/text/quote';
import { readJsonFile, writeJsonFile } from './atomic-file';
import type { NativeRecent } from './dialogs';
import type { Handles } from './handles';
import { Serial } from './serial';

const MAX_RECENT = 30;
const MAX_THUMBNAIL_NODES = 400;
const MAX_THUMBNAIL_EDGES = 1_000;

const entrySchema = recentProjectSchema
  .omit({ handle: true, missing: true })
  .extend({ path: z.string() });
type Entry = z.infer<typeof entrySchema>;
type Thumbnail = RecentProject['thumbnail'];

/** Node centres in the unit square, so that a list can draw the network without opening its file. */
export function thumbnailOf({ network }: ProjectDocument): Thumbnail {
  const nodes = network.nodes.slice(0, MAX_THUMBNAIL_NODES);
  const xs = nodes.map((node) => node.position.x);
  const ys = nodes.map((node) => node.position.y);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  const width = Math.max(...xs) - left || 1;
  const height = Math.max(...ys) - top || 1;
  const index = new Map(nodes.map((node, position) => [node.id, position]));
  return {
    nodes: nodes.map((node) => ({
      x: (node.position.x - left) / width,
      y: (node.position.y - top) / height,
      kind: node.kind,
    })),
    edges: network.edges
      .flatMap(({ source, target }): [number, number][] => {
        const from = index.get(source);
        const to = index.get(target);
        return from === undefined || to === undefined ? [] : [[from, to]];
      })
      .slice(0, MAX_THUMBNAIL_EDGES),
  };
}

/** The projects that a person opened or saved last, newest first. */
export class RecentService {
  private readonly file: string;
  private readonly serial = new Serial();

  constructor(
    configFolder: string,
    private readonly handles: Handles,
    private readonly native?: NativeRecent,
  ) {
    this.file = join(configFolder, 'recent.json');
  }

  async list(): Promise<RecentProject[]> {
    return (await this.entries()).map(({ path, ...entry }) => ({
      ...entry,
      // A recent project may lie anywhere: the person opened it themselves.
      handle: this.handles.grant(path),
      missing: !existsSync(path),
    }));
  }

  /** Never rejects: a project that was opened or saved is, whether or not the list of recent ones could be kept. */
  async note(path: string, document: ProjectDocument): Promise<void> {
    try {
      await this.enter(path, document);
    } catch (error) {
      process.stderr.write(`The list of recent projects could not be kept: ${messageOf(error)}\n`);
    }
    this.native?.add(path);
  }

  private enter(path: string, document: ProjectDocument): Promise<void> {
    return this.change((entries) => {
      const before = entries.find((entry) => entry.path === path);
      const entry: Entry = {
        path,
        name: document.name,
        location: path,
        modified: Date.now(),
        thumbnail: thumbnailOf(document),
        outcome: before?.outcome ?? null,
      };
      return [entry, ...entries.filter((other) => other.path !== path)];
    });
  }

  noteOutcome(path: string, outcome: string): Promise<void> {
    return this.change((entries) =>
      entries.map((entry) => (entry.path === path ? { ...entry, outcome } : entry)),
    );
  }

  /** The system forgets it too; it cannot forget one alone. */
  async forget(path: string): Promise<void> {
    await this.change((entries) => entries.filter((entry) => entry.path !== path));
    this.native?.replace((await this.entries()).map((entry) => entry.path));
  }

  private entries(): Promise<Entry[]> {
    return readJsonFile(this.file, z.array(entrySchema), []);
  }

  private change(edit: (entries: Entry[]) => Entry[]): Promise<void> {
    return this.serial.run(async () => {
      await writeJsonFile(this.file, edit(await this.entries()).slice(0, MAX_RECENT));
    });
  }
}
