import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { findPageFile } from '../services/page-files';
import { SECURITY_HEADERS } from '../services/page-security';
import type { Services } from '../services/services';
import { serveSocket } from './page-socket';
import {
  cookieName,
  createToken,
  hasSession,
  isAllowedHost,
  isAllowedOrigin,
  sameSecret,
} from './security';
import { sendFile } from './send-file';

const ADDRESS = '127.0.0.1';
const SOCKET_PATH = '/socket';
const MAX_MESSAGE_BYTES = 300 * 1024 * 1024;

export interface AppServer {
  /** With its token; opening it once lets a browser in. */
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly services: Services;
  /** Folder of the page's build. */
  readonly pageFolder: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/**
 * The app over loopback. Whoever knows the token in the address gets a cookie; every request must carry it, and
 * must name this server as its host and, where a browser says it, its origin.
 */
export async function startServer(options: ServerOptions): Promise<AppServer> {
  const { services, pageFolder } = options;
  const token = createToken();
  const session = createToken();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const port = await listen(server, options.port);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const refuse = (status: number, reason: string) => {
      response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end(`${reason}\n`);
    };
    if (!isAllowedHost(request, port)) return refuse(421, 'This server answers to loopback only.');
    if (!isAllowedOrigin(request, port, false)) return refuse(403, 'Another site asked.');
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'GET only.');
    const url = urlOf(request);
    if (!url) return refuse(400, 'No address that this server understands.');
    const given = url.searchParams.get('token');
    if (given !== null && sameSecret(given, token)) {
      // The token leaves the address bar, and with it history and screenshots.
      response.writeHead(303, {
        Location: '/',
        'Set-Cookie': `${cookieName(port)}=${session}; HttpOnly; SameSite=Strict; Path=/`,
      });
      response.end();
      return;
    }
    if (!hasSession(request, port, session)) {
      return refuse(401, 'Open the address that the app printed when it started.');
    }
    const file = await findPageFile(pageFolder, url.pathname);
    if (!file) return refuse(404, 'No such page.');
    sendFile(response, file);
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const welcome =
      urlOf(request)?.pathname === SOCKET_PATH &&
      isAllowedHost(request, port) &&
      isAllowedOrigin(request, port, true) &&
      hasSession(request, port, session);
    if (!welcome) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => serveSocket(opened, services));
  });

  return {
    address: `http://${ADDRESS}:${port}/?token=${token}`,
    port,
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await services.close();
    },
  };
}

/** Null for a request line that is no address: `//` alone would make `URL` throw, and with it the host end. */
function urlOf(request: IncomingMessage): URL | null {
  const address = `http://${ADDRESS}${request.url ?? '/'}`;
  return URL.canParse(address) ? new URL(address) : null;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, ADDRESS, () => resolve((server.address() as AddressInfo).port));
  });
}
