import { create } from 'zustand';

/** `closed` is for good: another window took over, or the host said goodbye. */
export type ConnectionPhase = 'connecting' | 'open' | 'lost';

export interface Connection {
  readonly phase: ConnectionPhase;
  /** Attempts since the connection was lost. */
  readonly attempts: number;
}

/** Whether the page can reach its host. The desktop bridge is always open. */
export const useConnection = create<Connection>(() => ({ phase: 'connecting', attempts: 0 }));
