/** What carries calls and streams to a host: a socket, or the bridge of the desktop's preload script. */
export interface Transport {
  /** The unparsed result. Rejects with `HostCallError` where the host refused or cannot be reached. */
  request(name: string, input: unknown): Promise<unknown>;
  /** Every event of every stream, unparsed. */
  listen(receive: (name: string, event: unknown) => void): void;
}
