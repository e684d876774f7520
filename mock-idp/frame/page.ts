import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The colours of every page, light and dark. */
export const palette = readFileSync(new URL('./palette.css', import.meta.url), 'utf8');

const style = palette + readFileSync(new URL('./page.css', import.meta.url), 'utf8');

/** The one style of every page, as a Content-Security-Policy names it. */
export const styleHash = cspHash(style);

/** What stands in a page as a Content-Security-Policy names it. */
export function cspHash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** What a page shows. `content` is HTML, the others are text. */
export interface Page {
  /** Whose page it is. */
  readonly brand: string;
  readonly heading: string;
  readonly content: string;
  readonly footer?: string;
}

/** A page in the mock's own look, without a script. */
export function renderPage({ brand, heading, content, footer }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(heading)} – ${escaped(brand)}</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="brand">${escaped(brand)}</p>
<h1>${escaped(heading)}</h1>
${content}
</main>${footer === undefined ? '' : `\n<footer>${escaped(footer)}</footer>`}
</body>
</html>
`;
}

/** Text as it stands in HTML, in attributes too. */
export function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (mark) => entities[mark] ?? mark);
}
