/** Builds HTML: values are escaped, HTML and lists of it are not, `null`, `undefined` and `false` are nothing. */
export function html(strings, ...pieces) {
    return { markup: strings.reduce((text, string, index) => text + render(pieces[index - 1]) + string) };
}
/** HTML as it is. For text of our own only. */
export function raw(markup) {
    return { markup };
}
function render(piece) {
    if (piece === null || piece === undefined || piece === false)
        return '';
    if (typeof piece === 'string' || typeof piece === 'number')
        return escapeHtml(String(piece));
    return 'markup' in piece ? piece.markup : piece.map(render).join('');
}
const ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
/** Escapes text for elements and quoted attributes; control characters, also those that turn the direction of text, become U+FFFD. */
export function escapeHtml(text) {
    return text
        .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
        .replace(/[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}
/** A link when the address is of the web, otherwise the text alone. */
export function link(address, text) {
    if (!address || !/^https?:\/\//i.test(address))
        return html `${text}`;
    return html `<a href="${address}" rel="noopener noreferrer">${text}</a>`;
}
//# sourceMappingURL=markup.js.map