import { readFileSync } from 'node:fs';
import { parse } from 'lossless-json';
/** Reads a JSON file; `shown` is how a mistake names it. */
export function readJsonFile(path, shown, setBy) {
    let text;
    try {
        text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    }
    catch (error) {
        return { mistake: unreadable(error, shown, setBy) };
    }
    try {
        return { document: parse(text, undefined, { parseNumber: Number }) };
    }
    catch (error) {
        return { mistake: notJson(error, text, shown) };
    }
}
function unreadable(error, shown, setBy) {
    if (error.code === 'ENOENT')
        return `${shown}: no such file; correct ${setBy}`;
    if (error.code === 'EISDIR')
        return `${shown}: is a directory; name a file in ${setBy}`;
    if (error.code === 'EACCES')
        return `${shown}: may not be read; change its permissions`;
    return `${shown}: cannot be read (${error.code ?? error.message}); correct ${setBy}`;
}
function notJson(error, text, shown) {
    const [, what = error.message, position = '0'] = /^(.*?)(?: encountered)? at position (\d+)$/s.exec(error.message) ?? [];
    const before = text.slice(0, Number(position)).split('\n');
    const place = `${before.length}:${(before.at(-1) ?? '').length + 1}`;
    const visible = what.replace(/[\n\r\t]/g, (character) => JSON.stringify(character).slice(1, -1));
    const inline = visible.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
    return `${shown}:${place}: is not JSON: ${inline}; correct it there`;
}
//# sourceMappingURL=file.js.map