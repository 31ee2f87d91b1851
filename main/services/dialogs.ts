/** What a host with a window system offers beyond the page; the server host has none. */
export interface NativeDialogs {
  /** Path of the chosen project, or null when the person changed their mind. */
  pickOpen(): Promise<string | null>;
  pickSave(name: string): Promise<string | null>;
  pickExport(name: string): Promise<string | null>;
}
