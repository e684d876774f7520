import { isUtf8 } from 'node:buffer';
/** A secret's name: `<access_token#1>`, or `<TARGET_WAZO_USER_PASSWORD>`, which is a variable as it stands. */
const LABEL = /<([a-z][\w-]*)#(\d+)>|<([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)>/;
/** Fields that curl sets itself. */
const OWN = /^(host|content-length|connection|user-agent)$/i;
/**
 * The shell command that sends a request again. Secrets become environment variables:
 * `<access_token#1>` is `$ACCESS_TOKEN_1`, `<TARGET_WAZO_USER_PASSWORD>` is `$TARGET_WAZO_USER_PASSWORD`.
 * `<TARGET_WAZO_USER_BASIC>` is `-u "$TARGET_WAZO_USER_NAME:$TARGET_WAZO_USER_PASSWORD"`.
 * Of its own curl adds User-Agent and `Accept`, which any type satisfies (RFC 9110 §12.5.1).
 */
export function curlLine({ method, url, headers, body }, { redact, tls }) {
    const shown = redact(url);
    const asText = body === undefined || (isUtf8(body) && !body.includes(0));
    const parts = [
        'curl -i',
        ...(tls?.insecure ? ['-k'] : []),
        ...(tls?.ca ? ['--cacert "$TARGET_TLS_CA"'] : []),
        ...(tls?.cert ? ['--cert "$TARGET_TLS_CERT" --key "$TARGET_TLS_KEY"'] : []),
        ...(/[[\]{}]/.test(shown) ? ['--globoff'] : []),
        ...methodOf(method, body),
        word(shown),
        ...headerWords(headers, body, redact),
    ];
    if (body === undefined)
        return parts.join(' ');
    if (asText)
        return [...parts, '--data-raw', word(redact(Buffer.from(body).toString()))].join(' ');
    return `${printf(redact(Buffer.from(body).toString('latin1')))} | ${parts.join(' ')} --data-binary @-`;
}
function methodOf(method, body) {
    if (method === 'HEAD')
        return ['-I'];
    return method === (body === undefined ? 'GET' : 'POST') ? [] : ['-X', method];
}
function headerWords(headers, body, redact) {
    const words = headers
        .filter(([name]) => !OWN.test(name))
        .map(([name, value]) => {
        const shown = redact(value);
        const user = /^Basic <(\w+)_BASIC>$/.exec(shown)?.[1];
        if (user && /^authorization$/i.test(name))
            return `-u "$${user}_NAME:$${user}_PASSWORD"`;
        return `-H ${word(value === '' ? `${name};` : `${name}: ${shown}`)}`;
    });
    const typed = headers.some(([name]) => /^content-type$/i.test(name));
    return body === undefined || typed ? words : [...words, "-H 'Content-Type:'"];
}
/** A shell word: as it is, in single quotes, or in double quotes around variables where the rest means nothing there. */
function word(text) {
    const pieces = piecesOf(text);
    const hasVariable = pieces.some((piece) => 'variable' in piece);
    if (!hasVariable)
        return /^[\w./:=@%+,-]+$/.test(text) ? text : quoted(text);
    const plain = pieces.every((piece) => 'variable' in piece || /^[\w ./:=@%+,;?&#~()<>-]*$/.test(piece.literal));
    const words = pieces.map((piece, i) => {
        if ('literal' in piece)
            return plain ? piece.literal : quoted(piece.literal);
        const next = pieces[i + 1];
        if (!plain)
            return `"$${piece.variable}"`;
        return next && 'literal' in next && /^\w/.test(next.literal) ? `\${${piece.variable}}` : `$${piece.variable}`;
    });
    return plain ? `"${words.join('')}"` : words.join('');
}
function quoted(text) {
    return `'${text.replaceAll("'", "'\\''")}'`;
}
/** The command that prints bytes which no shell word can hold, given as Latin-1 text. */
function printf(text) {
    const pieces = piecesOf(text);
    const format = pieces.map((piece) => 'variable' in piece ? '%s' : piece.literal.replace(/[^\w .,:;=&<>{}[\]"]/g, octal));
    const variables = pieces.flatMap((piece) => ('variable' in piece ? [`"$${piece.variable}"`] : []));
    return ['printf', `'${format.join('')}'`, ...variables].join(' ');
}
function octal(char) {
    return `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`;
}
function piecesOf(text) {
    const found = LABEL.exec(text);
    if (!found)
        return text === '' ? [] : [{ literal: text }];
    const [label, name = '', count, fixed] = found;
    const before = text.slice(0, found.index);
    const variable = fixed ?? `${name.replaceAll('-', '_').toUpperCase()}_${count}`;
    return [...(before ? [{ literal: before }] : []), { variable }, ...piecesOf(text.slice(found.index + label.length))];
}
//# sourceMappingURL=curl.js.map