import { renderPage } from '../../../frame/page.js';
/** A page of the application; `content` is HTML. */
export function appPage(heading, content) {
    return renderPage({ brand: 'Example Portal', heading, content, footer: 'An application that logs in with sipgate.' });
}
//# sourceMappingURL=page.js.map