/** Where the files that a document names may lie. */
export interface DataPlaces {
  /** The folder of the project file, or null while the project is unsaved. */
  readonly projectFolder: string | null;
  /** The app's own folder of imported files, each named by the SHA-256 of its content. */
  readonly importFolder: string;
}
