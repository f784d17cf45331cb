/** The resident's page as HTML: emergency numbers, what this service is, and the place where the conversation opens. */
import type { Language, Text } from '../content/schema.ts';
import { languages } from '../content/schema.ts';
import { Html, html, inEach } from './html.ts';
import { languageNames, pageTitle, pageWords } from './words.ts';

export interface Shell {
  readonly nonce: string;
  readonly lang: Language;
  /** True: every page says that this is no official service (PA-2). */
  readonly evaluation: boolean;
  /** Who answers for the service and how to reach them (PA-8), or null. */
  readonly controller: { readonly name: string; readonly contact: string } | null;
  /** Digest of the style sheet. */
  readonly styleHash: string;
  /** Digest of the script; null when bundling failed: the page then shows the phones alone. */
  readonly scriptHash: string | null;
}

/** The page at `/`. Nothing in it is inline, and nothing comes from elsewhere (PR-8). */
export function renderPage(options: Shell): string {
  const main = html`
<div class="scroll" id="scroll" tabindex="0" role="region" aria-labelledby="conversation">
<section class="lede">
  <nav class="languages" aria-labelledby="languages-label">
    <span class="hidden" id="languages-label">${inEach(pageWords.languages)}</span>
    ${languages.map((lang) => languageLink('/', lang, options.lang))}
  </nav>
  <h2>${inEach(pageWords.heading)}</h2>
  <p>${inEach(pageWords.purpose)}</p>
  ${standing(options)}
  <p class="links">
    <a href="/privacy?lang=${options.lang}" data-follows-language>${inEach(pageWords.privacy)}</a>
    <a href="/accessibility?lang=${options.lang}" data-follows-language>${inEach(pageWords.accessibility)}</a>
  </p>
</section>
<h2 class="hidden" id="conversation">${inEach(pageWords.conversation)}</h2>
<div id="app"><p>${inEach(pageWords.opening)}</p><p>${inEach(pageWords.notOpening)}</p></div>
</div>
<div id="compose"></div>`;
  return shell(options, main, pageWords.skip);
}

/** A page of plain words in one language, with the same head. */
export function renderReadingPage(options: Shell, path: string, main: Html): string {
  const body = html`
<div class="scroll" id="scroll" tabindex="0" role="region" aria-label="${pageTitle}"><article class="reading" lang="${options.lang}">
  <nav class="languages" aria-labelledby="languages-label">
    <span class="hidden" id="languages-label">${inEach(pageWords.languages)}</span>
    ${languages.map((lang) => languageLink(path, lang, options.lang))}
  </nav>
  ${main}
  ${standing(options)}
  <p><a class="back" href="/?lang=${options.lang}">${inEach(pageWords.backToChat)}</a></p>
</article></div>`;
  return shell(options, body, null);
}

function languageLink(path: string, lang: Language, current: Language): Html {
  const mark = lang === current ? html` aria-current="true"` : null;
  return html`<a href="${path}?lang=${lang}" lang="${lang}" hreflang="${lang}" data-lang="${lang}"${mark}>${languageNames[lang]}</a>`;
}

function standing({ evaluation, controller }: Shell): Html {
  const owner =
    controller === null
      ? null
      : html`<p class="controller">${inEach(pageWords.controller)} ${controller.name}. ${controller.contact}</p>`;
  return html`${evaluation ? html`<p class="evaluation">${inEach(pageWords.evaluation)}</p>` : null}${owner}`;
}

/** Head and top of every page for residents: the way out first, then 112 (MD-4, PR-9), both without script. */
function shell(options: Shell, main: Html, skip: Text | null): string {
  const { nonce, lang, styleHash, scriptHash } = options;
  const script =
    scriptHash === null
      ? null
      : html`<script src="/assets/page-${scriptHash}.js" nonce="${nonce}" defer></script>`;
  return html`${new Html('<!doctype html>')}
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<title>${pageTitle}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/page.css?${styleHash}" nonce="${nonce}">
${script}
</head>
<body>
<header class="top">
  ${scriptHash === null || skip === null ? null : html`<a class="skip" href="#write">${inEach(skip)}</a>`}
  <div class="name">
    <h1>${pageTitle}</h1>
    <p>${inEach(pageWords.automated)}</p>
  </div>
  <a class="exit" id="exit" href="/exit">${inEach(pageWords.exit)}</a>
</header>
<section class="emergency" aria-labelledby="emergency-label">
  <h2 class="hidden" id="emergency-label">${inEach(pageWords.emergency)}</h2>
  <a class="call call-112" href="tel:112"><span>${inEach(pageWords.danger)}</span> <strong>112</strong></a>
  <a class="call" href="tel:116117"><span>${inEach(pageWords.urgent)}</span> <strong>116117</strong></a>
</section>
<main>${main}</main>
</body>
</html>
`.text;
}

/** Where "leave quickly" leads when there is no script: a blank page with nothing to tell (PR-9). */
export function renderExit(): string {
  return '<!doctype html>\n<html lang="fi"><head><meta charset="utf-8"><title>…</title></head><body></body></html>\n';
}
