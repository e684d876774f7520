import type { Html } from '../../../../schemas/html.ts';
import { renderPage } from '../../../frame/page.ts';

/** A page of the application. */
export function appPage(heading: string, content: Html): string {
  return renderPage({ brand: 'Example Portal', heading, content, footer: 'An application that logs in with sipgate.' });
}
