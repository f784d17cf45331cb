/** What a program can see of accessibility (AC-1), and what is scripted because it cannot (AC-2). */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers, desktop, greeted, launch, phone, say, seen, type Visit, visit } from './chrome.ts';
import { type Stage, startStage } from './stage.ts';
import { collapse } from './stage-content.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let stage: Stage;
let browser: Browser;

beforeAll(async () => {
  [stage, browser] = await Promise.all([startStage(), launch()]);
});
afterAll(async () => {
  await browser.close();
  await stage.stop();
});

const start = async (address = '/', viewport: { width: number; height: number } = phone): Promise<Visit> => {
  const opened = await visit(browser, `${stage.url}${address}`, { viewport });
  if (address.startsWith('/?') || address === '/') await greeted(opened.page);
  return opened;
};

/** From the first question to the services. */
async function finishTriage(page: Page, days = 'kaksi päivää'): Promise<void> {
  await page.locator('.choices button').nth(1).click();
  await answers(page).nth(3).waitFor();
  await say(page, days, 2);
  await say(page, 'Kuopio', 4);
}

/** Rules of WCAG 2.2 A and AA that a page breaks, each with the elements that break it. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const results: AxeResults = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  );
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  );
}

const sizes = [
  ['phone', phone],
  ['desktop', desktop],
] as const;
const languages = ['fi', 'sv', 'en'] as const;
const days = { fi: 'kaksi päivää', sv: 'två dagar', en: 'two days' } as const;
const runs = languages.flatMap((lang) => sizes.map(([name, size]) => [lang, name, size] as const));

describe('axe finds nothing', () => {
  it.each(runs)(
    '%s on a %s: start, mid-flow, guidance, danger, menu and trouble (AC-1)',
    async (lang, _name, size) => {
      const { page, close } = await start(`/?lang=${lang}`, size);
      expect(await violations(page), 'start').toEqual([]);
      await say(page, 'hammas on kipee', 2);
      expect(await violations(page), 'mid-flow').toEqual([]);
      await finishTriage(page, days[lang]);
      expect(await violations(page), 'guidance').toEqual([]);
      await say(page, collapse);
      expect(await violations(page), 'danger').toEqual([]);
      await page.locator('.menu summary').click();
      expect(await violations(page), 'menu').toEqual([]);
      await page.context().setOffline(true);
      await page.locator('#write').fill('hei');
      await page.locator('#write').press('Enter');
      await page.locator('.trouble').waitFor();
      expect(await violations(page), 'trouble').toEqual([]);
      await close();
    },
  );

  it.each(['light', 'dark'] as const)('in %s colours', async (colorScheme) => {
    const { page, close } = await start();
    await page.emulateMedia({ colorScheme });
    await say(page, 'hammas on kipee', 2);
    await say(page, collapse);
    expect(await violations(page)).toEqual([]);
    await close();
  });

  it.each(['/privacy', '/accessibility'])('on %s in three languages', async (path) => {
    for (const lang of languages) {
      const { page, close } = await start(`${path}?lang=${lang}`);
      expect(await violations(page), lang).toEqual([]);
      expect(await page.locator('html').getAttribute('lang')).toBe(lang);
      await close();
    }
  });
});

describe('what a program cannot see', () => {
  it('a whole triage goes by keyboard alone, and the focus never falls off the page', async () => {
    const { page, close } = await start('/', desktop);
    const focused = (): Promise<string> =>
      page.evaluate('document.activeElement.textContent.trim() || document.activeElement.id');
    const order: string[] = [];
    for (let step = 0; step < 7; step += 1) {
      await page.keyboard.press('Tab');
      order.push(await focused());
    }
    expect(order[0]).toContain('Siirry kirjoittamaan');
    expect(order[1]).toContain('Poistu nopeasti');
    expect(order[2]).toContain('112');
    expect(order[3]).toContain('116117');
    await page.locator('.skip').focus();
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('write');
    await page.keyboard.type('hammas on kipee');
    await page.keyboard.press('Enter');
    await answers(page).nth(2).waitFor();
    expect(await focused()).toBe('write');
    for (let step = 0; step < 8 && (await focused()) !== 'Ei'; step += 1)
      await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await answers(page).nth(3).waitFor();
    // The pressed button is gone: its reader stands at the words it said, right before the answer.
    expect(await focused()).toContain('Ei');
    expect(await page.evaluate(`document.activeElement.className`)).toContain('said');
    await page.locator('#write').focus();
    await page.keyboard.type('kaksi päivää');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.services').count()).toBe(1);
    await close();
  });

  it('the live region gets each message once: an echo changes nothing that was announced', async () => {
    const { page, close } = await start();
    await page.evaluate(`
      window.added = [];
      new MutationObserver((changes) => {
        for (const change of changes) for (const node of change.addedNodes)
          if (node.nodeType === 1 && node.classList.contains('message')) window.added.push(node.id);
          else if (node.textContent.trim() !== '') window.added.push('inside ' + node.textContent);
      }).observe(document.querySelector('[role=log]'), { childList: true, subtree: true });`);
    await say(page, 'hammas on kipee', 2);
    await say(page, collapse);
    const added: readonly string[] = await page.evaluate('window.added');
    expect(added).toHaveLength(5);
    expect(new Set(added).size).toBe(5);
    const log = page.locator('[role=log]');
    expect(await log.getAttribute('aria-live')).toBe('polite');
    await close();
  });

  it('each message says its language', async () => {
    const { page, close } = await start();
    await say(page, 'in English');
    await say(page, 'hammas', 2);
    const langs = await page
      .locator('.message')
      .evaluateAll((all) => all.map((one) => one.getAttribute('lang')));
    expect(langs.every((lang) => lang === 'fi' || lang === 'en')).toBe(true);
    expect(langs[0]).toBe('fi');
    expect(langs.at(-1)).toBe('en');
    await close();
  });

  it.each([
    ['a phone of 360 pixels', phone],
    ['400 % zoom', { width: 320, height: 256 }],
    ['a phone on its side', { width: 740, height: 360 }],
  ])('on %s nothing is cut off, 112 stays in sight and writing works', async (_name, size) => {
    const { page, close } = await start('/', size);
    await say(page, 'hammas on kipee', 2);
    await finishTriage(page);
    await say(page, collapse);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(size.width);
    const call = await page.locator('.call-112').boundingBox();
    expect(call?.y).toBeGreaterThanOrEqual(0);
    expect(call?.y).toBeLessThan(size.height / 2);
    await page.locator('.steer .human').click();
    await page.locator('.menu summary').click();
    const last = await page.locator('.menu a').last().boundingBox();
    expect((last?.x ?? -1) >= 0 && (last?.x ?? 0) + (last?.width ?? 999) <= size.width).toBe(true);
    await close();
  });

  it('everything that is pressed is at least 44 pixels high', async () => {
    const { page, close } = await start();
    await say(page, 'hammas on kipee', 2);
    await finishTriage(page);
    await say(page, collapse);
    await page.locator('.menu summary').click();
    const small = await page
      .locator('button, summary, .exit, .call, .languages a, .links a, .menu a, .way a')
      .evaluateAll((all) =>
        all
          .filter((one) => one.checkVisibility())
          .map((one) => ({ text: one.textContent, height: one.getBoundingClientRect().height }))
          .filter(({ height }) => height < 44),
      );
    expect(small).toEqual([]);
    await close();
  });

  it('what has the focus is not hidden under the bars at the top and the bottom', async () => {
    const { page, close } = await start();
    await say(page, 'hammas on kipee', 2);
    await say(page, collapse);
    for (const backwards of [false, true]) {
      await page.locator('.notice a').first().focus();
      for (let step = 0; step < 4; step += 1) {
        await page.keyboard.press(backwards ? 'Shift+Tab' : 'Tab');
        const isSeen: boolean = await page.evaluate(`(() => {
          const box = document.activeElement.getBoundingClientRect();
          const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
          return at !== null && (document.activeElement.contains(at) || at.contains(document.activeElement));
        })()`);
        expect(isSeen).toBe(true);
      }
    }
    await close();
  });

  it('nothing moves for who asked for less motion, and forced colours keep every border', async () => {
    const { page, close } = await start();
    await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
    await page.route('**/activities', (route) =>
      route.request().method() === 'POST' ? undefined : route.continue(),
    );
    await page.locator('#write').fill('hei');
    await page.locator('#write').press('Enter');
    const dot = page.locator('.typing i').first();
    await dot.waitFor();
    expect(await dot.evaluate((element) => getComputedStyle(element).animationName)).toBe('none');
    for (const part of ['.bubble', '.human', '.exit', '.call', '#write']) {
      const border = await page
        .locator(part)
        .first()
        .evaluate((element) => getComputedStyle(element).borderTopWidth);
      expect(Number.parseFloat(border), part).toBeGreaterThan(0);
    }
    await close();
  });

  it('the accessibility statement has its four parts and is one link away from the chat (AC-3)', async () => {
    const { page, close } = await start();
    await page.locator('.lede .links').getByRole('link', { name: 'Saavutettavuus' }).click();
    expect(await page.locator('.reading h2').count()).toBe(4);
    expect(await seen(page.locator('.reading'))).toContain('Traficom');
    await page.getByRole('link', { name: 'Takaisin keskusteluun' }).click();
    await greeted(page);
    expect(await answers(page).count()).toBe(1);
    await close();
  });
});
