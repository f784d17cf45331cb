/** Content that cannot break the service: swapped whole or not at all, the last good version kept over restarts. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ContentStatus, type ContentStore, NoContent, openContent } from '../../src/content/store.ts';
import { cache, root, servedContent } from '../support/content.ts';

const folder = mkdtempSync(join(tmpdir(), 'palveluneuvoja-content-'));
const kept = join(folder, 'cache');
const phrases = join(folder, 'dialogs/phrases.yaml');
let good = '';
let store: ContentStore;

const open = (): Promise<ContentStore> =>
  openContent({ root: folder, cache: kept, watch: false, policy: 'evaluation' });

/** A first start beside content compiled beforehand. */
const openPrepared = (own: string): Promise<ContentStore> =>
  openContent({ root: folder, cache: own, prepared: kept, watch: false, policy: 'evaluation' });

describe('the content store', () => {
  beforeAll(async () => {
    await servedContent();
    for (const name of ['dialogs', 'knowledge'])
      cpSync(join(root, name), join(folder, name), { recursive: true });
    cpSync(cache, kept, { recursive: true });
    good = readFileSync(phrases, 'utf8');
    store = await open();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('serves compiled content that was kept, without compiling again', () => {
    expect(store.status().state).toBe('ok');
    expect(store.current().needs.size).toBe(109);
  });

  it('a broken file leaves the good version in service and says where the fault is', async () => {
    const before = store.current();
    writeFileSync(phrases, good.replace('Auttoiko tämä?', 'Et tarvitse hoitoa.'));
    const status = await store.refresh();
    expect(status).toMatchObject({
      state: 'stale',
      faults: [{ file: 'dialogs/phrases.yaml', rule: 'wording/md-3' }],
    });
    expect(store.current()).toBe(before);
  });

  it('after a restart on the broken file the last good version still serves', async () => {
    const again = await open();
    expect(again.status().state).toBe('stale');
    expect(again.current().version).toBe(store.current().version);
  });

  it('a mended file is live at once', async () => {
    writeFileSync(phrases, good);
    expect(await store.refresh()).toMatchObject({ state: 'ok', faults: [] });
  });

  it('a good change is compiled apart and swapped in whole, and is learned anew only where something is to learn', async () => {
    const before = readdirSync(kept);
    const learned = store.current().understanding.needs('hampaaseen koskee', 'fi');
    writeFileSync(phrases, good.replace('Auttoiko tämä?', 'Oliko tästä apua?'));
    expect((await store.refresh()).state).toBe('ok');
    expect(store.current().phrases['helpedQuestion']?.fi).toBe('Oliko tästä apua?');
    expect(store.current().understanding.needs('hampaaseen koskee', 'fi')).toEqual(learned);
    const added = readdirSync(kept).filter((name) => !before.includes(name));
    expect(added.map((name) => name.split('-')[0])).toEqual(['content']);
  });

  it('the new version serves after a restart, and is compiled again when its file is cut short', async () => {
    expect((await open()).current().version).toBe(store.current().version);
    const file = `content-${store.current().version}`;
    const name = readdirSync(kept).find((each) => each.startsWith(file)) ?? '';
    writeFileSync(join(kept, name), readFileSync(join(kept, name)).subarray(0, 1000));
    expect((await open()).current().version).toBe(store.current().version);
  });

  it('after a restart it knows a file that was written in between, though its size is the same', async () => {
    await store.refresh();
    writeFileSync(phrases, good.replace('Auttoiko tämä?', 'Auttaako tämä?'));
    const again = await open();
    expect(again.current().phrases['helpedQuestion']?.fi).toBe('Auttaako tämä?');
    await again.close();
    writeFileSync(phrases, good.replace('Auttoiko tämä?', 'Oliko tästä apua?'));
    await store.refresh();
  });

  it('serves at once what was compiled beforehand, and keeps it as its own', async () => {
    const own = join(folder, 'own');
    const first = await openPrepared(own);
    expect(first.current().version).toBe(store.current().version);
    await first.close();
    expect(readdirSync(own).map((name) => name.split('-')[0])).toEqual(['content', 'models', 'seen.json']);
    const later = await openContent({ root: folder, cache: own, watch: false, policy: 'evaluation' });
    expect(later.status()).toMatchObject({ state: 'ok', version: store.current().version });
  });

  it('needs no training where only the models were prepared, and keeps both', async () => {
    const own = join(folder, 'changed');
    writeFileSync(phrases, good.replace('Auttoiko tämä?', 'Saitko apua?'));
    const first = await openPrepared(own);
    expect(first.current().phrases['helpedQuestion']?.fi).toBe('Saitko apua?');
    await first.close();
    expect(readdirSync(own).map((name) => name.split('-')[0])).toEqual(['content', 'models', 'seen.json']);
    writeFileSync(phrases, 'greeting: [');
    const broken = await openContent({ root: folder, cache: own, watch: false, policy: 'evaluation' });
    expect(broken.status().state).toBe('stale');
    expect(broken.current().version).toBe(first.current().version);
    writeFileSync(phrases, good);
  });

  it('sees a file changed before watching began, and one changed after', async () => {
    let told = Promise.withResolvers<ContentStatus>();
    const watching = await openContent({
      root: folder,
      cache: kept,
      watch: true,
      policy: 'evaluation',
      onChange: (status) => told.resolve(status),
    });
    writeFileSync(phrases, 'greeting: [');
    expect((await told.promise).state).toBe('stale');
    told = Promise.withResolvers();
    writeFileSync(phrases, good);
    expect((await told.promise).state).toBe('ok');
    await watching.close();
  }, 60_000);

  it('with no good version at all it says every fault instead of starting', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'palveluneuvoja-empty-'));
    for (const name of ['dialogs', 'knowledge'])
      cpSync(join(folder, name), join(empty, name), { recursive: true });
    writeFileSync(join(empty, 'dialogs/phrases.yaml'), 'greeting: [');
    await expect(
      openContent({ root: empty, cache: null, watch: false, policy: 'evaluation' }),
    ).rejects.toThrow(NoContent);
    rmSync(empty, { recursive: true, force: true });
  });
});
