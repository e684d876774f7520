import type { Seen } from './browsing.ts';
import { baseOf, formsIn } from './forms.ts';
import { readHtml } from './html.ts';
import type { Markup } from './markup.ts';

/** How much of a page's text is kept, in characters. */
const LONGEST = 300;

/** What a person sees of a page that came from a URL. */
export function seenOf(markup: Markup, url: string): Seen {
  const { base, links, hrefs, text, mayChange } = markup;
  const from = baseOf(base, url);
  const goals = hrefs.map((href) => (URL.canParse(href, from) ? new URL(href, from).href : ''));
  return { url, forms: formsIn(markup, url), links, goals, text: text.slice(0, LONGEST), mayChange };
}

/** What a person sees of HTML whose scripts do not run. */
export function seenInHtml(html: string, url: string): Seen {
  return seenOf(readHtml(html), url);
}
