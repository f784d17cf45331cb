/** A real Chromium for tests of the page, and what tests ask of an open page. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';

export const phone = { width: 360, height: 740 } as const;
export const desktop = { width: 1280, height: 900 } as const;

export async function launch(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(
      `There is no Chromium at ${executablePath}. Install one (on Debian: apt-get install chromium) or set CHROMIUM_PATH.`,
    );
  }
  const quiet = [
    'disable-gpu',
    'disable-quic',
    'no-first-run',
    'disable-background-networking',
    'disable-component-update',
  ];
  return chromium.launch({
    executablePath,
    args: ['no-sandbox', 'disable-sync', ...quiet].map((flag) => `--${flag}`),
  });
}

export interface Visit {
  readonly page: Page;
  /** Addresses of all requests that went out. */
  readonly requests: readonly string[];
  /** Faults the browser reported: exceptions and refusals of the content policy. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** Opens an address in a fresh browser profile. */
export async function visit(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: desktop, locale: 'fi-FI', ...options });
  const page = await context.newPage();
  const requests: string[] = [];
  const faults: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('websocket', (socket) => requests.push(socket.url()));
  page.on('pageerror', (problem) => faults.push(problem.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && message.text().includes('Content Security Policy'))
      faults.push(message.text());
  });
  await page.goto(address);
  return { page, requests, faults, close: () => context.close() };
}

/** The newest messages of the assistant, after the person's last one. */
export const answers = (page: Page) => page.locator('.log .answer');

/** The text a person sees: what is hidden from sight by the style sheet is left out. */
export function seen(part: Locator): Promise<string> {
  return part.innerText();
}

/** Waits for the greeting. */
export async function greeted(page: Page): Promise<void> {
  await answers(page).first().waitFor();
}

/** Writes a message, sends it and waits for as many new answers as are said. */
export async function say(page: Page, text: string, expected = 1): Promise<void> {
  const before = await answers(page).count();
  await page.locator('#write').fill(text);
  await page.locator('#write').press('Enter');
  await answers(page)
    .nth(before + expected - 1)
    .waitFor();
}

/** Presses a button for an answer and waits for the reply. */
export async function choose(page: Page, label: string): Promise<void> {
  const before = await answers(page).count();
  await page.locator('.choices button', { hasText: new RegExp(`^${label}`) }).click();
  await answers(page).nth(before).waitFor();
}
