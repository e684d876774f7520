import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Html, html, raw } from '../../schemas/html.ts';

/** The colours of every page, light and dark. */
export const palette = readFileSync(new URL('./palette.css', import.meta.url), 'utf8');

const style = palette + readFileSync(new URL('./page.css', import.meta.url), 'utf8');

/** The one style of every page, as a Content-Security-Policy names it. */
export const styleHash = cspHash(style);

/** What stands in a page as a Content-Security-Policy names it. */
export function cspHash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/**
 * The header fields of a page in the mock's own look: no script, no framing (RFC 9700 §4.16), no referrer (§4.2), no
 * cache, one style. `formTo` is where a form may lead besides here: browsers count redirects as well.
 */
export function headersOfPage(formTo?: string): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': [
      "default-src 'none'",
      `style-src '${styleHash}'`,
      `form-action 'self'${formTo === undefined ? '' : ` ${formTo}`}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
    'X-Frame-Options': 'DENY',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
}

/** What a page shows. */
export interface Page {
  /** Whose page it is. */
  readonly brand: string;
  readonly heading: string;
  readonly content: Html;
  readonly footer?: string;
}

/** A page in the mock's own look, without a script. */
export function renderPage({ brand, heading, content, footer }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${heading} – ${brand}</title>
<style>${raw(style)}</style>
</head>
<body>
<main>
<p class="brand">${brand}</p>
<h1>${heading}</h1>
${content}
</main>${footer !== undefined && html`\n<footer>${footer}</footer>`}
</body>
</html>
`.markup;
}
