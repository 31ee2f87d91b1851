import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';
import type { Settings } from '../../../shared/host-data';
import { useSettings } from '../settings/settings';

const SCHEMES: Readonly<Record<Settings['theme'], MantineColorScheme>> = {
  light: 'light',
  dark: 'dark',
  system: 'auto',
};

const current = (): MantineColorScheme => SCHEMES[useSettings.getState().settings.theme];

/** The theme follows the settings, one way: the kit reads it here and never keeps a copy of its own. */
export function settingsColorScheme(): MantineColorSchemeManager {
  let unsubscribe = (): void => undefined;
  return {
    get: current,
    set: () => undefined,
    subscribe: (update) => {
      unsubscribe = useSettings.subscribe((state, previous) => {
        if (state.settings.theme !== previous.settings.theme) update(current());
      });
    },
    unsubscribe: () => unsubscribe(),
    clear: () => undefined,
  };
}
