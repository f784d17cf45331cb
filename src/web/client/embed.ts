/**
 * Put on another site's page: `<script src="https://…/embed.js" data-lang="fi" data-target="#chat" defer></script>`.
 * Shows the chat in a frame; the server lets only allow-listed sites do so (frame-ancestors).
 */
import { exitMessage } from './exit.ts';

const script = document.currentScript;

if (script instanceof HTMLScriptElement) {
  const { origin } = new URL(script.src);
  const lang = script.dataset.lang ?? 'fi';
  const frame = document.createElement('iframe');
  frame.src = `${origin}/?lang=${encodeURIComponent(lang)}`;
  frame.title = 'Palveluneuvoja';
  frame.lang = lang;
  frame.allow = '';
  frame.style.cssText = 'border:0;width:100%;height:min(46rem,90vh);display:block';
  const place = () => {
    const target = script.dataset.target;
    const box = target === undefined ? null : document.querySelector(target);
    if (box === null) document.body.append(frame);
    else box.append(frame);
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', place);
  else place();

  addEventListener('message', (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin || event.data !== exitMessage) return;
    document.documentElement.replaceChildren();
    location.replace('about:blank');
  });
}
