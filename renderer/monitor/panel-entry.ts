import { type ComponentType, createContext, useContext } from 'react';
import type { Text } from '../../shared/text/text';

/** One tab of the monitor. `name` is stable: settings and commands hold it. */
export interface PanelEntry {
  readonly name: string;
  readonly title: Text;
  /** One line: what this tells you. */
  readonly tells: Text;
  readonly Content: ComponentType;
}

export const CurrentPanel = createContext<PanelEntry | null>(null);

/** The panel that a component is part of; throws outside of one. */
export function useCurrentPanel(): PanelEntry {
  const entry = useContext(CurrentPanel);
  if (!entry) throw new Error('a panel’s content stands outside of a panel');
  return entry;
}
