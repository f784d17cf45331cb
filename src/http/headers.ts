/** Headers of every answer: a strict content policy with a nonce, no framing but by allowed sites, nothing stored (SE-6). */
import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { Origins } from './origin.ts';

const nonces = new WeakMap<ServerResponse, string>();

/** The nonce that script and style tags of this answer must carry; `response.locals['nonce']` holds it too. */
export function nonceOf(response: ServerResponse): string {
  const nonce = nonces.get(response);
  if (nonce === undefined) throw new Error('nonceOf needs secureHeaders before it');
  return nonce;
}

/** `https` says whether the outside reaches us by https: only then is HSTS promised. */
export function secureHeaders(
  origins: Origins,
  options: { readonly https: boolean },
): readonly RequestHandler[] {
  const setNonce: RequestHandler = (request, response, next) => {
    const nonce = randomBytes(16).toString('base64');
    nonces.set(response, nonce);
    response.locals.nonce = nonce;
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=()');
    // The one file that other sites load; what it may do there is decided by frame-ancestors.
    if (request.path === '/embed.js') response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    else response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    next();
  };
  return [setNonce, helmetFor(origins, options.https)];
}

function helmetFor(origins: Origins, https: boolean): RequestHandler {
  const nonce = (_request: unknown, response: ServerResponse): string => `'nonce-${nonceOf(response)}'`;
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'", nonce],
        'style-src': ["'self'", nonce],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        // Older Safari does not count ws(s) of the same host as 'self'.
        'connect-src': ["'self'", (request) => socketOrigin(origins.baseOf(request))],
        'manifest-src': ["'self'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'object-src': ["'none'"],
        'frame-ancestors': ["'self'", ...origins.allowed],
      },
    },
    crossOriginResourcePolicy: false,
    // Knows no list: frame-ancestors says it all.
    xFrameOptions: origins.allowed.length === 0 ? { action: 'sameorigin' } : false,
    strictTransportSecurity: https ? { maxAge: 63_072_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
  });
}

function socketOrigin(base: string): string {
  if (!URL.canParse(base)) return "'self'";
  const { origin } = new URL(base);
  return origin.replace(/^http/, 'ws');
}
