import type { Host } from '../../../shared/host';
import { createHost } from './create-host';
import { desktopTransport } from './desktop';
import { socketTransport } from './socket';

/** The host of this window: the desktop's bridge where its preload script put one, else the server that sent the page. */
export const host: Host = createHost(desktopTransport() ?? socketTransport());
