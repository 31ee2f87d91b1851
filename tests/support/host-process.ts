import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';
import type { HostCallName, HostInput, HostOutput } from '../../shared/host';
import { decodeMessage, encodeMessage } from '../../shared/wire';

export const repository = fileURLToPath(new URL('../../', import.meta.url));

/** What the build makes of the program of trainers, and of the command line. */
export const TRAINER = join(repository, 'dist', 'main', 'trainer.mjs');
export const PROGRAM = join(repository, 'dist', 'main', 'cli.mjs');

export interface HostProcess {
  readonly child: ChildProcess;
  /** With its token. */
  readonly address: string;
  readonly port: number;
}

/** Starts the server host in a process of its own, over a folder of the test's own. */
export async function startHost(
  home: string,
  prefix: readonly string[] = [],
): Promise<HostProcess> {
  const program = join(repository, 'tests', 'support', 'run-host.mjs');
  const command = [...prefix, process.execPath, program];
  const child = spawn(command[0], command.slice(1), {
    env: { ...process.env, VANISHING_POINT_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let errors = '';
  child.stderr?.on('data', (text: Buffer) => {
    errors += text;
  });
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const address = /http:\S+/.exec(line)?.[0];
    if (address) return { child, address, port: Number(new URL(address).port) };
  }
  throw new Error(`the host ended before it printed its address: ${errors}`);
}

/** Ends a host, as a service manager does or as a crash, and waits until it is gone. */
export async function endHost(
  { child }: HostProcess,
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<void> {
  child.kill(signal);
  await once(child, 'exit');
}

/** What a browser does with the printed address: trades the token for a cookie. */
export async function openSession(address: string): Promise<string> {
  const response = await fetch(address, { redirect: 'manual' });
  const cookie = response.headers.get('set-cookie');
  if (!cookie) throw new Error(`no cookie: ${response.status}`);
  return cookie.split(';')[0];
}

export interface SocketAnswer {
  readonly id?: number;
  readonly type?: string;
  readonly ok?: boolean;
  readonly value?: unknown;
  readonly failure?: { readonly kind: string; readonly text: { readonly en: string } };
  readonly name?: string;
  readonly event?: unknown;
}

export interface SocketClient {
  readonly socket: WebSocket;
  readonly events: SocketAnswer[];
  /** The answer, or null where the socket closed first. */
  call<Name extends HostCallName>(name: Name, input: HostInput<Name>): Promise<SocketAnswer | null>;
}

/** A page's socket, without the page. */
export async function openSocket(host: {
  readonly address: string;
  readonly port: number;
}): Promise<SocketClient> {
  const cookie = await openSession(host.address);
  const origin = `http://127.0.0.1:${host.port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/socket`, {
    headers: { cookie, origin },
  });
  onTestFinished(() => socket.terminate());
  socket.on('error', () => undefined);
  await once(socket, 'open');
  const waiting = new Map<number, (answer: SocketAnswer | null) => void>();
  const events: SocketAnswer[] = [];
  socket.on('message', (data: Buffer) => {
    const answer = decodeMessage(new Uint8Array(data)) as SocketAnswer;
    if (answer.type === 'event') events.push(answer);
    else waiting.get(answer.id ?? -1)?.(answer);
  });
  socket.on('close', () => {
    for (const settle of waiting.values()) settle(null);
  });
  let next = 1;
  return {
    socket,
    events,
    call(name, input) {
      const id = next;
      next += 1;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        socket.send(encodeMessage({ type: 'call', id, name, input }));
      });
    },
  };
}

/** What a call that must succeed answered. */
export function resultOf<Name extends HostCallName>(answer: SocketAnswer | null): HostOutput<Name> {
  if (!answer?.ok) throw new Error(answer?.failure?.text.en ?? 'the host is gone');
  return answer.value as HostOutput<Name>;
}

/** A handle for a file of that name in the first folder; it need not exist. */
export async function placeProject(client: SocketClient, name: string): Promise<string> {
  const root = await client.call('projects.browse', { folder: null });
  const { folder } = resultOf<'projects.browse'>(root);
  const placed = await client.call('projects.place', { folder, name });
  return resultOf<'projects.place'>(placed).handle;
}
