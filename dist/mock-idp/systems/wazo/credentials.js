import { faulty } from './faults.js';
/** HTTP Basic credentials, in UTF-8 or else Latin-1; none when user or password is empty or the header is damaged. */
export function basicIn(header) {
    const [, scheme, encoded] = /^(\w+) ([A-Za-z0-9+/]*={0,2})$/.exec(header) ?? [];
    if (scheme !== 'Basic' && !faulty('wazo.any-scheme-accepted'))
        return undefined;
    if (encoded === undefined || encoded.length % 4 !== 0)
        return undefined;
    const text = decoded(Buffer.from(encoded, 'base64'));
    const colon = text.indexOf(':');
    const [login, password] = [text.slice(0, Math.max(0, colon)), text.slice(colon + 1)];
    if (login === '' && (password === '' || !faulty('wazo.empty-name-accepted')))
        return undefined;
    if (password === '' && !faulty('wazo.empty-password-accepted'))
        return undefined;
    return { login, password };
}
function decoded(bytes) {
    if (faulty('wazo.utf-8-credentials-misread'))
        return bytes.toString('latin1');
    if (faulty('wazo.latin-1-credentials-misread'))
        return bytes.toString('utf8');
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    }
    catch {
        return bytes.toString('latin1');
    }
}
//# sourceMappingURL=credentials.js.map