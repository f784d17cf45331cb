/** Where this server is reached, and which web sites may speak to it. */
import type { IncomingMessage } from 'node:http';
import express from 'express';
import type { Settings } from '../settings.ts';

export interface Origins {
  /** Address of this server as the outside knows it, without a slash at the end, e.g. `https://neuvo.example.fi`. */
  baseOf(request: IncomingMessage): string;
  /** The request's Origin header, or null. */
  originOf(request: IncomingMessage): string | null;
  /** True for our own origin. */
  isOwn(origin: string, request: IncomingMessage): boolean;
  /** True for our own origin and for those of ALLOWED_ORIGINS. */
  isAllowed(origin: string, request: IncomingMessage): boolean;
  /** Sites that may embed the page. */
  readonly allowed: readonly string[];
}

type OriginSettings = Pick<Settings, 'publicUrl' | 'allowedOrigins' | 'trustProxy'>;

/** Throws when a setting is no address. */
export function createOrigins(settings: OriginSettings): Origins {
  const allowed = settings.allowedOrigins.map((address) => readOrigin('ALLOWED_ORIGINS', address));
  const publicUrl = settings.publicUrl === null ? null : settings.publicUrl.replace(/\/+$/, '');
  const trusts = trustIn(settings.trustProxy);
  const baseOf = (request: IncomingMessage): string => publicUrl ?? baseFromRequest(request, trusts);
  const isOwn = (origin: string, request: IncomingMessage): boolean => {
    const base = baseOf(request);
    if (!URL.canParse(base) || !URL.canParse(origin)) return false;
    // Without PUBLIC_URL a proxy in front may speak https where we see http: the host decides.
    return publicUrl === null ? new URL(origin).host === new URL(base).host : new URL(base).origin === origin;
  };
  return {
    baseOf,
    originOf: (request) => request.headers.origin ?? null,
    isOwn,
    isAllowed: (origin, request) => allowed.includes(origin) || isOwn(origin, request),
    allowed,
  };
}

function readOrigin(setting: string, address: string): string {
  const origin = URL.canParse(address) ? new URL(address).origin : 'null';
  if (origin === 'null')
    throw new Error(`${setting}: "${address}" is no web address such as https://www.example.fi`);
  return origin;
}

function baseFromRequest(request: IncomingMessage, trusts: (address: string) => boolean): string {
  const isTrusted = trusts(request.socket.remoteAddress ?? '');
  const forwarded = (name: string): string | null => {
    const value = isTrusted ? request.headers[name] : undefined;
    return typeof value === 'string' ? (value.split(',')[0]?.trim() ?? null) : null;
  };
  const isEncrypted = 'encrypted' in request.socket && request.socket.encrypted === true;
  const scheme = forwarded('x-forwarded-proto') ?? (isEncrypted ? 'https' : 'http');
  const host = forwarded('x-forwarded-host') ?? request.headers.host ?? '';
  // A host is written into headers and addresses: anything that is no plain name is not repeated.
  const name = /^[\w.:[\]-]+$/.test(host) ? host : 'localhost';
  return `${scheme === 'https' ? 'https' : 'http'}://${name}`;
}

/** Express's own reading of `trust proxy`, so that sockets and requests agree. */
function trustIn(setting: Settings['trustProxy']): (address: string) => boolean {
  const reader = express();
  reader.set('trust proxy', setting);
  const trust: unknown = reader.get('trust proxy fn');
  return (address) => typeof trust === 'function' && trust(address, 0) === true;
}
