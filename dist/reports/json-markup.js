import { html, raw } from './markup.js';
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}[\],:]/g;
/**
 * Lays out a JSON text over lines, its values marked by kind. Works on the text, not on the parsed value: long numbers,
 * repeated members and escapes stay as they were sent. `undefined` when the text is not JSON, or is a bare value.
 */
export function jsonMarkup(text) {
    if (!/^\s*[[{]/.test(text))
        return undefined;
    try {
        JSON.parse(text);
    }
    catch {
        return undefined;
    }
    const tokens = text.match(TOKEN) ?? [];
    const out = [];
    let depth = 0;
    const newline = () => raw(`\n${'  '.repeat(depth)}`);
    for (const [index, token] of tokens.entries()) {
        const next = tokens[index + 1];
        if (token === '{' || token === '[') {
            depth += 1;
            out.push(html `${token}`, next === '}' || next === ']' ? raw('') : newline());
        }
        else if (token === '}' || token === ']') {
            depth -= 1;
            const empty = tokens[index - 1] === '{' || tokens[index - 1] === '[';
            out.push(empty ? raw('') : newline(), html `${token}`);
        }
        else if (token === ',')
            out.push(raw(','), newline());
        else if (token === ':')
            out.push(raw(': '));
        else
            out.push(html `<span class="${kindOf(token, next)}">${token}</span>`);
    }
    return html `${out}`;
}
function kindOf(token, next) {
    if (token.startsWith('"'))
        return next === ':' ? 'j-key' : 'j-string';
    return 'j-value';
}
//# sourceMappingURL=json-markup.js.map