/** Names of what crosses between the page's preload script and this host. */
export const CALL_CHANNEL = 'vanishing-point:call';
export const EVENT_CHANNEL = 'vanishing-point:event';
/** A file that the person dropped on the page, by the path that only the preload script can tell. */
export const DROP_CHANNEL = 'vanishing-point:drop';

export const PAGE_SCHEME = 'app';
/** A name of its own gives the page an origin of its own, apart from every file and every site. */
export const PAGE_ORIGIN = `${PAGE_SCHEME}://vanishing-point`;
export const PAGE_ADDRESS = `${PAGE_ORIGIN}/`;
