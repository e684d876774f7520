import type { HeaderList } from './exchange.ts';

/** What sends the run's requests, where nobody sits before a browser. */
export const USER_AGENT = 'tollgate';

/** The browser that visits pages, in Chromium and by HTTP: applications may bind a login to it. */
export const VISITOR_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36 Tollgate';

/** The visitor's language, which chooses the texts of pages. */
export const VISITOR_LANGUAGE = 'en-US';

/** What a visitor's request by HTTP has in common with one by the browser. */
export const VISITOR_HEADERS: HeaderList = [
  ['Accept', 'text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8'],
  ['Accept-Language', VISITOR_LANGUAGE],
  ['User-Agent', VISITOR_AGENT],
];
