import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { encodeMessage } from '../../../shared/wire';
import { openSession, openSocket, startHost } from '../../support/host-process';
import { scratchFolder } from '../../support/scratch';

async function startTestHost() {
  return startHost(scratchFolder());
}

/** A request as bytes, past every client that would correct it; the status line and headers that come back. */
async function rawRequest(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(text);
  let answer = '';
  socket.on('data', (bytes) => {
    answer += bytes.toString('latin1');
  });
  socket.on('error', () => undefined);
  await once(socket, 'close');
  return answer;
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);

/** The status of a refused upgrade, or 101. */
function upgradeStatus(port: number, headers: Record<string, string>, path = '/socket') {
  return new Promise<number>((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.once('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
    socket.once('error', () => resolve(0));
  });
}

describe('SAFE-4: the server host', () => {
  test('answers on 127.0.0.1 alone, behind its token, with a strict policy', async () => {
    const { address, port } = await startTestHost();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(401);
    for (const token of ['', 'x', `${new URL(address).searchParams.get('token')}x`]) {
      const refused = await fetch(`http://127.0.0.1:${port}/?token=${token}`);
      expect(refused.status).toBe(401);
      expect(refused.headers.get('set-cookie')).toBeNull();
    }
    const welcome = await fetch(address, { redirect: 'manual' });
    expect(welcome.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict; Path=\/$/);
    expect(welcome.headers.get('location')).toBe('/');
    const cookie = await openSession(address);
    const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { cookie } });
    expect(await page.text()).toContain('<div id="root">');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('refuses another host name (DNS rebinding) and another origin, cookie or not', async () => {
    const { address, port } = await startTestHost();
    const cookie = await openSession(address);
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', 'localhost:1', '']) {
      const answer = await rawRequest(
        port,
        `GET / HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
      );
      expect([400, 421]).toContain(statusOf(answer));
    }
    for (const origin of ['http://evil.example', 'null', 'file://', `https://127.0.0.1:${port}`]) {
      const headers = { cookie, origin };
      expect((await fetch(`http://127.0.0.1:${port}/`, { headers })).status).toBe(403);
      expect(await upgradeStatus(port, headers)).toBe(403);
    }
    const own = `http://127.0.0.1:${port}`;
    expect(await upgradeStatus(port, { cookie })).toBe(403);
    expect(await upgradeStatus(port, { origin: own })).toBe(403);
    expect(await upgradeStatus(port, { origin: own, cookie: `${cookie}x` })).toBe(403);
    expect(await upgradeStatus(port, { origin: own, cookie, host: 'evil.example' })).toBe(403);
    expect(await upgradeStatus(port, { origin: own, cookie }, '/other')).toBe(403);
    expect(await upgradeStatus(port, { origin: own, cookie })).toBe(101);
  });

  test.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/..%5c..%5cpackage.json',
    '/assets/../../main/server.mjs',
    '/%00',
    '/%',
    '/assets',
    '//etc/passwd',
    '/main/server.mjs',
  ])('serves nothing outside the page: %s', async (path) => {
    const { address, port } = await startTestHost();
    const cookie = await openSession(address);
    const answer = await rawRequest(
      port,
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`,
    );
    expect([400, 404]).toContain(statusOf(answer));
  });

  test('outlives malformed requests, frames and messages', async () => {
    const host = await startTestHost();
    const { port } = host;
    const requests = [
      'GET // HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n',
      'GET http://[ HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n',
      'GET // HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
      'nonsense\r\n\r\n',
      'DELETE / HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nConnection: close\r\n\r\n',
    ];
    for (const request of requests) {
      const status = statusOf(await rawRequest(port, request.replaceAll('PORT', String(port))));
      expect([400, 401, 403, 404, 405]).toContain(status);
    }

    const junk: (string | Uint8Array)[] = [
      'text',
      new Uint8Array(0),
      new Uint8Array([255, 255, 255, 255]),
      new Uint8Array(100),
      encodeMessage('just a text'),
      encodeMessage({ type: 'call' }),
      encodeMessage({ type: 'call', id: 'x', name: 'app.info', input: {} }),
      encodeMessage({ type: 'call', id: 1.5, name: 'app.info', input: {} }),
      encodeMessage({ a: { $bytes: ['Float32Array', 0, 1e9] } }),
      encodeMessage({ a: { $bytes: ['Function', 0, 1] } }),
    ];
    for (const frame of junk) {
      const client = await openSocket(host);
      const closed = once(client.socket, 'close');
      for (let times = 0; times < 3; times += 1) client.socket.send(frame);
      await closed;
    }
    const client = await openSocket(host);
    client.socket.send('one bad frame is forgiven');
    expect(await client.call('app.info', {})).toMatchObject({ ok: true });
    expect(await client.call('nothing' as 'app.info', {})).toMatchObject({ ok: false });
    expect(host.child.exitCode).toBeNull();
  });

  test('refuses arguments above a call’s own limit', async () => {
    const host = await startTestHost();
    const client = await openSocket(host);
    const name = 'x'.repeat(70 * 1024);
    const answer = await client.call('projects.pickSave', { name });
    expect(answer?.failure?.kind).toBe('input-too-large');
  });
});
