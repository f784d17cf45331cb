/** Stock Web Chat in real Chromium shows a triage from our server, unchanged but for its `domain`. */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshFolder, type Running, startServer } from '../support/server.ts';

const bundle = join(import.meta.dirname, 'client/node_modules/.webchat/package/dist/webchat.js');
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Runs in the page: what stock Web Chat's own documentation tells an embedder to write. */
const render = `async (domain) => {
  const answer = await fetch(domain + '/tokens/generate', { method: 'POST' });
  const { token } = await answer.json();
  const place = document.createElement('div');
  place.id = 'webchat';
  place.style.height = '600px';
  document.body.replaceChildren(place);
  window.WebChat.renderWebChat({ directLine: window.WebChat.createDirectLine({ token, domain, webSocket: true }), locale: 'fi-FI' }, place);
}`;

describe('stock botframework-webchat', () => {
  const folder = freshFolder();
  let server: Running;
  let browser: Browser;

  beforeAll(async () => {
    if (!existsSync(executablePath)) {
      throw new Error(
        `no Chromium at ${executablePath}; install one (Debian: apt-get install chromium) or set CHROMIUM_PATH`,
      );
    }
    server = await startServer(folder);
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows the greeting, sends a message, shows the question with its buttons, and a button answers it', async () => {
    const page = await (await browser.newContext({ bypassCSP: true })).newPage();
    await page.goto(`${server.url}/privacy`);
    await page.addScriptTag({ path: bundle });
    await page.evaluate(`(${render})('${server.url}/v3/directline')`);
    const chat = page.locator('#webchat');
    await chat.getByText('automaattinen palvelu').first().waitFor({ timeout: 30_000 });
    const box = chat.locator('input[type=text], textarea').first();
    await box.fill('mul on hammas tosi kipee');
    await box.press('Enter');
    const button = chat.getByRole('button', { name: 'Ei mitään näistä' });
    await button.first().waitFor({ timeout: 30_000 });
    await button.first().click();
    await expect
      .poll(() => chat.locator('[role=feed], [role=log], section').last().textContent(), { timeout: 20_000 })
      .toContain('Ei mitään näistä');
    await page.close();
  });
});
