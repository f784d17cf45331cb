/** Routes of the resident's page: the page, its assets, the embed script, privacy and accessibility. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Request, type Response, type Router } from 'express';
import { nonceOf } from '../http/headers.ts';
import { accessibilityText } from './accessibility.ts';
import { type Bundle, bundlePage } from './bundle.ts';
import { languageOf } from './html.ts';
import { renderExit, renderPage, renderReadingPage, type Shell } from './page.ts';
import { privacyText } from './privacy.ts';

export interface PageRouteOptions {
  /** True: the page says that this is no official service. */
  readonly evaluation: boolean;
  readonly controller: Shell['controller'];
  /** Days an anonymous conversation is kept (PR-6). */
  readonly chatDays: number;
  /** Told when the page's script cannot be made; the page then shows phones alone. */
  readonly onFault?: (problem: unknown) => void;
  /** Another maker of the assets, for tests. */
  readonly bundle?: () => Promise<Bundle>;
}

const forEver = 'public, max-age=31536000, immutable';
const sheets = ['frame', 'conversation', 'services', 'composer', 'modes'];
const readStyle = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'style', `${name}.css`));
const style = Buffer.concat(sheets.map(readStyle));
const staffStyle = readStyle('staff');
const styleHash = createHash('sha256').update(style).digest('hex').slice(0, 16);
const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b5563"/>' +
  '<path d="M8 9h16v11H16l-5 4v-4H8z" fill="#fff"/></svg>';

/** Needs `secureHeaders` before it, for the nonce of each answer. */
export function pageRoutes(options: PageRouteOptions): Router {
  const router = express.Router();
  const bundle = options.bundle ?? bundlePage;
  const assets = (): Promise<Bundle | null> =>
    bundle().catch((problem: unknown) => {
      options.onFault?.(problem);
      return null;
    });
  const shellOf = async (request: Request, response: Response): Promise<Shell> => ({
    nonce: nonceOf(response),
    lang: languageOf(request.query.lang),
    evaluation: options.evaluation,
    controller: options.controller,
    styleHash,
    scriptHash: (await assets())?.hash ?? null,
  });

  router.get('/', async (request, response) => {
    response.type('html').send(renderPage(await shellOf(request, response)));
  });
  router.get('/privacy', async (request, response) => {
    const shell = await shellOf(request, response);
    response.type('html').send(renderReadingPage(shell, '/privacy', privacyText(shell.lang, options)));
  });
  router.get('/accessibility', async (request, response) => {
    const shell = await shellOf(request, response);
    response
      .type('html')
      .send(renderReadingPage(shell, '/accessibility', accessibilityText(shell.lang, options)));
  });
  router.get('/exit', (_request, response) => {
    response.setHeader('Clear-Site-Data', '"storage"');
    response.type('html').send(renderExit());
  });
  router.get(/^\/assets\/page-[0-9a-f]{16}\.js$/, async (request, response, next) => {
    const made = await assets();
    if (made === null || request.path !== `/assets/page-${made.hash}.js`) return next();
    sendAsset(response, 'text/javascript', made.script, forEver);
  });
  router.get('/assets/page.css', (_request, response) => {
    sendAsset(response, 'text/css', style, forEver);
  });
  router.get('/assets/staff.css', (_request, response) => {
    sendAsset(response, 'text/css', staffStyle, 'no-cache');
  });
  router.get('/embed.js', async (_request, response, next) => {
    const made = await assets();
    if (made === null) return next();
    sendAsset(response, 'text/javascript', made.embed, 'public, max-age=3600');
  });
  router.get('/assets/icon.svg', (_request, response) => {
    sendAsset(response, 'image/svg+xml', Buffer.from(icon), 'public, max-age=86400');
  });
  return router;
}

function sendAsset(response: Response, type: string, content: Uint8Array, caching: string): void {
  response.setHeader('Cache-Control', caching);
  response.type(type).send(Buffer.from(content));
}
