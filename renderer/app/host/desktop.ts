import { HostCallError } from '../../../shared/host';
import { hostFailureSchema } from '../../../shared/host-data';
import { useConnection } from './connection-store';
import type { Transport } from './transport';

/** What the desktop's preload script puts on `window`. Errors do not cross it whole, so answers say whether they failed. */
interface DesktopBridge {
  call(name: string, input: unknown): Promise<unknown>;
  /** Has the host open a dropped file where it lies; false where it is none of ours. */
  openFile(file: File): Promise<unknown>;
  on(receive: (name: string, event: unknown) => void): unknown;
}

declare global {
  interface Window {
    readonly vanishingPoint?: DesktopBridge;
  }
}

/** The transport over the preload script's bridge, or null in a browser. */
export function desktopTransport(): Transport | null {
  const bridge = window.vanishingPoint;
  if (!bridge) return null;
  useConnection.setState({ phase: 'open', attempts: 0 });
  return {
    async request(name, input) {
      const answer = (await bridge.call(name, input)) as {
        ok: boolean;
        value?: unknown;
        failure?: unknown;
      };
      if (answer.ok) return answer.value;
      throw new HostCallError(hostFailureSchema.parse(answer.failure));
    },
    listen(receive) {
      bridge.on(receive);
    },
  };
}

/** Has the desktop open a file that was dropped, so that saving goes back to it. False in a browser, which knows no place. */
export const openInPlace = async (file: File): Promise<boolean> =>
  (await window.vanishingPoint?.openFile(file)) === true;
