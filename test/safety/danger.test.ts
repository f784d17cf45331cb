/** Danger as it is decided on the real content: the shortest cries, bare answers, and signs over several messages. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Content } from '../../src/content/content.ts';
import { servedContent } from '../support/content.ts';

let content: Content;
beforeAll(async () => {
  content = await servedContent();
}, 240_000);
const levelOf = (text: string): string | null => content.understanding.danger(text)?.level ?? null;

describe('danger', () => {
  it.each([
    ['en hengitä', '112'],
    ['rintakipu', '112'],
    ['haluan kuolla', 'crisis'],
    ['jag vill dö', 'crisis'],
    ['he hits me', 'violence'],
    ['lapsi söi kärpässientä', 'poison'],
    ['hon vaknar inte', '112'],
    ['puukko kaulalla', '112'],
    ['dad collapsed', '112'],
    ['hirttoköysi valmiina', '112'],
    ['lapsi söi pattereita', 'poison'],
  ])('the short cry "%s" is heard as %s', (text, level) => {
    expect(levelOf(text)).toBe(level);
  });

  it.each([
    'kaksi päivää',
    'en tiedä',
    'ei kuumetta',
    'kova kipu',
    'koko ajan',
    'yli 39',
    'sedan igår',
    'very bad',
    'vasen käsi',
    'kipu on kova',
    'hengitys on ok',
    'molemmat kädet',
    'sticker till',
    'pain is bad',
    'kvinna 30',
  ])('the bare answer "%s" is no danger', (text) => {
    expect(levelOf(text)).toBeNull();
  });

  it.each([
    'Mun kassalle tultiin eilen naamarit päässä, en oo nukkunu ja säpsähtelen',
    'Vår son omkom på mopeden i lördags. Jag sitter bara och stirrar',
    'Two men with masks robbed my kiosk yesterday and I cannot stop shaking',
  ])('"%s" is told nothing that belongs to another sign', (text) => {
    const finding = content.understanding.danger(text);
    expect(finding?.level).toBe('crisis');
    expect([null, 'acute-crisis-shock']).toContain(finding?.variant);
  });

  it('MD-5: signs spread over messages count together', () => {
    const across = (...texts: string[]): string | null =>
      content.understanding.dangerAcross(texts)?.level ?? null;
    expect(across('rinnassa on semmonen outo tunne', 'ja nyt vasen käsi puutuu ja hikoiluttaa')).toBe('112');
    expect(across('vauva itkee koko ajan', 'on 5 viikkoa vanha', 'kuume on 38,4')).not.toBeNull();
    expect(across('hammasta särkee', 'Kuopio', 'ei', 'kaksi päivää')).toBeNull();
  });
});
