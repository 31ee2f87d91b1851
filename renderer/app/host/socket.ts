import { HostCallError } from '../../../shared/host';
import { type HostFailure, hostFailureSchema } from '../../../shared/host-data';
import { decodeMessage, encodeMessage } from '../../../shared/wire';
import { useConnection } from './connection-store';
import type { Transport } from './transport';

const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 4_000;
const SOCKET_PATH = 'socket';

const CONNECTION_LOST: HostFailure = {
  kind: 'connection-lost',
  text: {
    en: 'The connection to the app is lost. Your work is safe in this window; try again once it is back.',
    zh: '与程序的连接已断开。你的工作仍保留在此窗口中，请在恢复连接后重试。',
  },
};

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

type Frame = {
  readonly type?: string;
  readonly id?: number;
  readonly ok?: boolean;
  readonly value?: unknown;
  readonly failure?: unknown;
  readonly name?: string;
  readonly event?: unknown;
};

/** Asks the current socket to connect again at once; set by the transport. */
let retryNow = (): void => undefined;
export const reconnectNow = (): void => retryNow();

/**
 * Calls and streams over one WebSocket to the server that sent this page. Calls made before the first connection
 * wait for it; after a loss they fail at once, because a person should not wonder whether a save is under way.
 */
export function socketTransport(): Transport {
  const waiting = new Map<number, Waiting>();
  const unsent: Uint8Array<ArrayBuffer>[] = [];
  let receiveEvent: (name: string, event: unknown) => void = () => undefined;
  let nextId = 1;
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const address = new URL(SOCKET_PATH, window.location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  address.search = '';
  address.hash = '';

  function answer(frame: Frame): void {
    const call = waiting.get(frame.id ?? -1);
    if (!call) return;
    waiting.delete(frame.id ?? -1);
    if (frame.ok) call.resolve(frame.value);
    else call.reject(new HostCallError(hostFailureSchema.parse(frame.failure)));
  }

  function receive(data: ArrayBuffer): void {
    const frame = decodeMessage(new Uint8Array(data)) as Frame;
    if (frame.type === 'event') receiveEvent(frame.name ?? '', frame.event);
    else answer(frame);
  }

  function lose(): void {
    for (const call of waiting.values()) call.reject(new HostCallError(CONNECTION_LOST));
    waiting.clear();
    unsent.length = 0;
    const attempts = useConnection.getState().attempts + 1;
    useConnection.setState({ phase: 'lost', attempts });
    timer = setTimeout(connect, Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LONGEST_RETRY_MS));
  }

  function connect(): void {
    clearTimeout(timer);
    const opening = new WebSocket(address);
    opening.binaryType = 'arraybuffer';
    socket = opening;
    opening.onopen = () => {
      for (const bytes of unsent.splice(0)) opening.send(bytes);
      useConnection.setState({ phase: 'open', attempts: 0 });
    };
    opening.onmessage = (message) => receive(message.data as ArrayBuffer);
    opening.onclose = () => {
      if (socket === opening) lose();
    };
  }

  retryNow = () => {
    if (useConnection.getState().phase === 'lost' && socket?.readyState !== WebSocket.CONNECTING) {
      connect();
    }
  };
  connect();

  return {
    request(name, input) {
      if (useConnection.getState().phase === 'lost') {
        return Promise.reject(new HostCallError(CONNECTION_LOST));
      }
      const id = nextId;
      nextId += 1;
      const bytes = encodeMessage({ type: 'call', id, name, input });
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        if (socket?.readyState === WebSocket.OPEN) socket.send(bytes);
        else unsent.push(bytes);
      });
    },
    listen(receiveNext) {
      receiveEvent = receiveNext;
    },
  };
}
