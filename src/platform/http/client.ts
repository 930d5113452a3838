// Who is asking, as an address kept in memory only: never logged, never stored.

import type { IncomingMessage } from 'node:http';

/** The client's address; behind a trusted proxy the last address it added to X-Forwarded-For. */
export function clientAddress(incoming: IncomingMessage, trustProxy: boolean): string {
  const direct = incoming.socket.remoteAddress ?? '';
  if (!trustProxy) return direct;
  const forwarded = incoming.headers['x-forwarded-for'];
  const list = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',');
  return list.at(-1)?.trim() || direct;
}

/**
 * True when the request comes from this machine itself. A request that any proxy has passed on
 * counts as foreign unless the proxy is trusted and names a loopback client.
 */
export function isFromThisMachine(incoming: IncomingMessage, trustProxy: boolean): boolean {
  if (!isLoopback(incoming.socket.remoteAddress ?? '')) return false;
  if (incoming.headers['x-forwarded-for'] === undefined && incoming.headers.forwarded === undefined) return true;
  return trustProxy && isLoopback(clientAddress(incoming, trustProxy));
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address);
}
