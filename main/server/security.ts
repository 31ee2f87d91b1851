import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const COOKIE_NAME = 'vanishing-point';
const TOKEN_BYTES = 24;

export const createToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** Compared by hash, so that neither content nor length shows in the time that it takes. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

const LOOPBACK_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/** Names under which this server may be asked; any other is a page elsewhere that rebound its name to loopback. */
export const allowedHosts = (port: number): ReadonlySet<string> =>
  new Set(LOOPBACK_NAMES.map((name) => `${name}:${port}`));

export const isAllowedHost = (request: IncomingMessage, port: number): boolean =>
  allowedHosts(port).has(request.headers.host ?? '');

/** A browser names the origin of every cross-site request; none means that no other site asked. */
export function isAllowedOrigin(
  request: IncomingMessage,
  port: number,
  required: boolean,
): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return !required;
  return [...allowedHosts(port)].some((host) => origin === `http://${host}`);
}

/** Cookies go to every port of a host, so each server's cookie carries its port. */
export const cookieName = (port: number): string => `${COOKIE_NAME}-${port}`;

export function hasSession(request: IncomingMessage, port: number, session: string): boolean {
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  const prefix = `${cookieName(port)}=`;
  return cookies.some(
    (cookie) => cookie.startsWith(prefix) && sameSecret(cookie.slice(prefix.length), session),
  );
}
