/** Who asks: this machine itself, or somebody who knows a key. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * True for a loopback socket with a loopback Host and no sign of a proxy: a proxy on the same machine makes every
 * caller's socket loopback, and a rebound name makes a browser speak to this machine (SE-2).
 */
export function isFromHere(request: IncomingMessage): boolean {
  const { remoteAddress } = request.socket;
  if (remoteAddress === undefined || !isLoopbackAddress(remoteAddress)) return false;
  const isForwarded = Object.keys(request.headers).some(
    (name) =>
      name === 'forwarded' || name === 'via' || name.startsWith('x-forwarded-') || name === 'x-real-ip',
  );
  return !isForwarded && isLoopbackHost(request.headers.host ?? '');
}

function isLoopbackAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return loopback.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return name === 'localhost' || isLoopbackAddress(name);
}

/** The bearer of a request, or null. */
export function bearerOf(request: IncomingMessage): string | null {
  return /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}

/** Compares secrets in constant time, whatever their lengths (SE-5). */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
