import { join } from 'node:path';
import { type Settings, settingsSchema } from '../../shared/host-data';
import { readJsonFile, writeJsonFile } from './atomic-file';
import { Serial } from './serial';

/** The person's settings: one file, read once, written whole. */
export class SettingsService {
  private readonly file: string;
  private readonly serial = new Serial();
  private current: Settings | null = null;

  constructor(configFolder: string) {
    this.file = join(configFolder, 'settings.json');
  }

  async read(): Promise<Settings> {
    this.current ??= await readJsonFile(this.file, settingsSchema, settingsSchema.parse({}));
    return this.current;
  }

  write(change: Partial<Settings>): Promise<Settings> {
    return this.serial.run(async () => {
      const before = await this.read();
      // Panels merge by name: two windows that resize different panels keep both.
      const panels = { ...before.panels, ...change.panels };
      const next = settingsSchema.parse({ ...before, ...change, panels });
      await writeJsonFile(this.file, next);
      this.current = next;
      return next;
    });
  }
}
