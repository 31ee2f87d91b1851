import { useSettings } from '../settings/settings';

/** Whether the host shows the system's own file dialogs; otherwise the page has its file browser. */
export const nativeDialogs = (): boolean => useSettings.getState().info?.nativeDialogs ?? false;
