import { styleText } from 'node:util';
export const plain = (_style, text) => text;
const coloured = (style, text) => styleText(style, text, { validateStream: false });
/** Colours where a terminal shows them: never with `NO_COLOR`, always with `FORCE_COLOR`. */
export function paintFor(stream, env = process.env) {
    if (env.NO_COLOR)
        return plain;
    if (env.FORCE_COLOR && env.FORCE_COLOR !== '0')
        return coloured;
    return stream.isTTY ? coloured : plain;
}
export const STYLE = {
    error: 'magenta',
    fail: 'red',
    inconclusive: 'yellow',
    warn: 'yellow',
    pass: 'green',
    info: 'cyan',
    skip: 'gray',
};
export const MARK = {
    error: '!',
    fail: '✗',
    inconclusive: '?',
    warn: '~',
    pass: '✓',
    info: 'i',
    skip: '-',
};
//# sourceMappingURL=paint.js.map