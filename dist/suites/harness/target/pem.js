import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { UsageError } from './error.js';
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
/**
 * The PEM files that a target names, read and tried out: Node ignores a CA that it cannot read,
 * and speaks of a wrong key in each handshake only.
 * Throws a UsageError with one line for each mistake.
 */
export function readTls({ tls: { ca, cert, key, insecure } }) {
    const mistakes = [];
    const read = (member, path, mistakeIn) => {
        if (path === undefined)
            return undefined;
        const { text, mistake } = readText(path, mistakeIn);
        if (mistake)
            mistakes.push(`tls.${member}: ${path}: ${mistake}`);
        return text;
    };
    const texts = {
        ca: read('ca', ca, certificateMistake),
        cert: read('cert', cert, certificateMistake),
        key: read('key', key, (text) => contextMistake('is not a private key in PEM form', { key: text })),
    };
    if (mistakes.length === 0 && texts.cert && texts.key) {
        const mistake = contextMistake('does not fit tls.key', { cert: texts.cert, key: texts.key });
        if (mistake)
            mistakes.push(`tls.cert: ${cert}: ${mistake}`);
    }
    if (mistakes.length > 0)
        throw new UsageError(mistakes);
    return { ...texts, insecure };
}
function readText(path, mistakeIn) {
    try {
        const text = readFileSync(path, 'utf8');
        return { text, mistake: mistakeIn(text) };
    }
    catch (error) {
        return { mistake: `cannot be read (${error.code}); name a file with PEM text` };
    }
}
function certificateMistake(text) {
    const found = text.match(CERTIFICATE) ?? [];
    if (found.length === 0)
        return 'holds no certificate in PEM form; name a file that does';
    try {
        for (const certificate of found)
            new X509Certificate(certificate);
        return undefined;
    }
    catch (error) {
        return `holds a certificate that cannot be read (${error.message}); correct it`;
    }
}
function contextMistake(what, parts) {
    try {
        createSecureContext(parts);
        return undefined;
    }
    catch (error) {
        return `${what} (${error.message}); name the right file`;
    }
}
//# sourceMappingURL=pem.js.map