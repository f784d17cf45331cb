/** The chat on another site: only where it is allowed, and leaving quickly blanks that site's page too. */
import { createServer, type Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, seen, visit } from './chrome.ts';
import { type Stage, startStage } from './stage.ts';

let site: Server;
let siteUrl: string;
let stage: Stage;
let browser: Browser;

beforeAll(async () => {
  site = createServer((_request, response) => {
    const script = `<script src="${stage.url}/embed.js" data-lang="sv" data-target="#chat" defer></script>`;
    response.setHeader('Content-Type', 'text/html');
    response.end(`<!doctype html><title>Kunta</title><h1>Kunta</h1><div id="chat"></div>${script}`);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = site.address();
  siteUrl = `http://localhost:${typeof address === 'object' && address !== null ? address.port : 0}`;
  [stage, browser] = await Promise.all([startStage({ environment: { ALLOWED_ORIGINS: siteUrl } }), launch()]);
});
afterAll(async () => {
  await browser.close();
  await stage.stop();
  site.close();
});

describe('the embedded chat', () => {
  it('opens in its place on an allowed site, in the language asked for', async () => {
    const { page, close } = await visit(browser, siteUrl);
    const frame = page.frameLocator('#chat iframe');
    await frame.locator('.log .answer').first().waitFor();
    expect(await frame.locator('html').getAttribute('lang')).toBe('sv');
    expect(await page.locator('#chat iframe').getAttribute('title')).toBe('Palveluneuvoja');
    await close();
  });

  it('leaving quickly blanks the whole page, not the frame alone (PR-9)', async () => {
    const { page, close } = await visit(browser, siteUrl);
    await page.frameLocator('#chat iframe').locator('#exit').click();
    await page.waitForURL('about:blank');
    expect(await seen(page.locator('body'))).toBe('');
    await close();
  });

  it('shows nothing on a site that is not allowed', async () => {
    const strict = await startStage();
    const answer = await fetch(`${strict.url}/`);
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'self'");
    expect(answer.headers.get('content-security-policy')).not.toContain('localhost');
    await strict.stop();
  });
});
