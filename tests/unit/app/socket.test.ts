import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { decodeMessage, encodeMessage } from '../../../shared/wire';

type CallFrame = { readonly type: 'call'; readonly id: number; readonly name: string };

/** Browsers only log a refused connection; the package throws where nobody listens. */
class PageSocket extends WebSocket {
  constructor(address: URL) {
    super(address);
    this.on('error', () => undefined);
  }
}

let server: WebSocketServer;

async function listen(port = 0): Promise<number> {
  server = new WebSocketServer({ port, host: '127.0.0.1' });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** As when the host's process is killed: nothing is said, and nobody listens any more. */
async function kill(): Promise<void> {
  for (const client of server.clients) client.terminate();
  await new Promise((resolve) => server.close(resolve));
}

/** Answers calls with their own name; leaves out those that a test wants to hang. */
const answerAll = (silent: readonly string[] = []): void => {
  server.on('connection', (socket) =>
    socket.on('message', (data) => {
      const { id, name } = decodeMessage(data as Buffer) as CallFrame;
      if (silent.includes(name)) return;
      const refused = { ok: false, failure: { kind: 'no', text: { en: 'No.', zh: '不。' } } };
      const frame = name === 'refused' ? { id, ...refused } : { id, ok: true, value: { name } };
      socket.send(encodeMessage(frame));
    }),
  );
};

async function openTransport(port: number) {
  Object.assign(globalThis, {
    window: { location: { href: `http://127.0.0.1:${port}/` } },
    WebSocket: PageSocket,
  });
  vi.resetModules();
  const { socketTransport } = await import('../../../renderer/app/host/socket');
  const { useConnection } = await import('../../../renderer/app/host/connection-store');
  return { transport: socketTransport(), phase: () => useConnection.getState().phase };
}

describe('APP-8: a window tells at once when its host is gone, and finds it again', () => {
  let port = 0;
  beforeEach(async () => {
    port = await listen();
  });
  afterEach(kill);

  it('calls made before the connection stands wait for it', async () => {
    answerAll();
    const { transport, phase } = await openTransport(port);
    expect(phase()).toBe('connecting');
    await expect(transport.request('app.info', {})).resolves.toEqual({ name: 'app.info' });
    expect(phase()).toBe('open');
  });

  it('a refusal of the host arrives as its sentence in both languages', async () => {
    answerAll();
    const { transport } = await openTransport(port);
    await expect(transport.request('refused', {})).rejects.toMatchObject({
      failure: { kind: 'no', text: { en: 'No.', zh: '不。' } },
    });
  });

  it('events arrive with their typed arrays', async () => {
    server.on('connection', (socket) =>
      socket.send(
        encodeMessage({ type: 'event', name: 'rows', event: { rows: new Float32Array([1, 2]) } }),
      ),
    );
    const { transport } = await openTransport(port);
    const event = await new Promise((resolve) => transport.listen((_name, data) => resolve(data)));
    expect(event).toEqual({ rows: new Float32Array([1, 2]) });
  });

  it('calls under way and calls made while it is lost fail as such; later ones reach the host again', async () => {
    answerAll(['hangs']);
    const { transport, phase } = await openTransport(port);
    await transport.request('app.info', {});
    const lost = { failure: { kind: 'connection-lost' } };
    const hanging = expect(transport.request('hangs', {})).rejects.toMatchObject(lost);
    await kill();
    await hanging;
    expect(phase()).toBe('lost');
    await expect(transport.request('app.info', {})).rejects.toMatchObject(lost);
    await listen(port);
    answerAll();
    await vi.waitFor(() => expect(phase()).toBe('open'), { timeout: 10_000, interval: 20 });
    await expect(transport.request('settings.read', {})).resolves.toEqual({
      name: 'settings.read',
    });
  });
});
