/** Pages for advisers and maintainers: plain HTML in Finnish, no script, a neutral title. */
import { Html, html } from '../html.ts';

export interface StaffPage {
  readonly nonce: string;
  readonly heading: string;
  /** Who is logged in and where logging out goes, or null. */
  readonly session: { readonly name: string; readonly path: string; readonly mark: string } | null;
  /** What was just done, or what was wrong. */
  readonly message: string | null;
  readonly main: Html;
}

export function renderStaffPage({ nonce, heading, session, message, main }: StaffPage): string {
  const out =
    session === null
      ? null
      : html`<form method="post" action="${session.path}/logout">${markField(session.mark)}<span>${session.name}</span> <button>Kirjaudu ulos</button></form>`;
  return html`${new Html('<!doctype html>')}
<html lang="fi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>Palveluneuvoja</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/staff.css" nonce="${nonce}">
</head>
<body>
<header><p>Palveluneuvoja</p>${out}</header>
<main>
<h1>${heading}</h1>
${message === null ? null : html`<p class="message" role="status">${message}</p>`}
${main}
</main>
</body>
</html>
`.text;
}

/** The hidden field that proves that a form came from our own page. */
export function markField(mark: string): Html {
  return html`<input type="hidden" name="mark" value="${mark}">`;
}

export function loginForm(path: string): Html {
  return html`<form class="login" method="post" action="${path}/login">
<label for="name">Nimi</label><input id="name" name="name" autocomplete="username" required maxlength="100">
<label for="key">Avain</label><input id="key" name="key" type="password" autocomplete="current-password" required maxlength="200">
<button>Kirjaudu</button>
</form>`;
}
