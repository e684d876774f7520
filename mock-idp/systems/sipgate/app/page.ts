import { renderPage } from '../../../frame/page.ts';

/** A page of the application; `content` is HTML. */
export function appPage(heading: string, content: string): string {
  return renderPage({ brand: 'Example Portal', heading, content, footer: 'An application that logs in with sipgate.' });
}
