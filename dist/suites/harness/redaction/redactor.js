import { textOf } from '../http/exchange.js';
import { formsOf } from './secret-forms.js';
import { createSecretIndex } from './secret-index.js';
/** The places that are secret in every protocol. */
const COMMON = {
    headers: {
        authorization: 'credentials',
        'proxy-authorization': 'credentials',
        cookie: 'cookie',
        'set-cookie': 'cookie',
    },
    members: {
        password: 'password',
        client_secret: 'client_secret',
        access_token: 'access_token',
        refresh_token: 'refresh_token',
        id_token: 'id_token',
        code: 'code',
        code_verifier: 'code_verifier',
    },
};
/** Members that no document names, but whose name says what they hold. */
const SECRETIVE = /(token|secret|password|assertion)$/i;
/** How many members of one message are treated as secrets; more than this is not a message of any protocol. */
const MOST = 500;
/** A member of a JSON object with a string for a value, found in the text: also one that a later member of its name hides. */
const MEMBER = /"([^"\\]+)"\s*:\s*("[^"\\]*(?:\\.[^"\\]*)*")/g;
/** A redactor that knows the common places and those of the systems under test. */
export function createRedactor(places = []) {
    const headerNames = new Map([COMMON, ...places].flatMap((p) => Object.entries(p.headers)));
    const memberNames = new Map([COMMON, ...places].flatMap((p) => Object.entries(p.members)));
    const nameOf = new Map();
    const counts = new Map();
    const forms = createSecretIndex();
    function add(value, name) {
        if (value === '' || nameOf.has(value) || /^<[\w-]+(#\d+)?>$/.test(value))
            return;
        const count = (counts.get(name) ?? 0) + 1;
        counts.set(name, count);
        const label = name === name.toUpperCase() ? `<${name}>` : `<${name}#${count}>`;
        nameOf.set(value, label);
        for (const form of formsOf(value))
            if (form !== '')
                forms.add(form, label);
    }
    function learnHeader(name, value) {
        const field = name.toLowerCase();
        if (field === 'location')
            learnUrl(value);
        const secret = headerNames.get(field);
        if (!secret)
            return;
        if (secret === 'cookie') {
            // What follows the first pair of Set-Cookie are attributes (RFC 6265 §4.1.1).
            const pairs = value.split(/;\s*/).slice(0, field === 'set-cookie' ? 1 : undefined);
            for (const pair of pairs)
                add(pair.slice(pair.indexOf('=') + 1), secret);
            return;
        }
        const credentials = /^(basic|bearer|digest)\s+(.+)$/i.exec(value);
        add(credentials?.[2] ?? value, secret);
        if (credentials?.[1]?.toLowerCase() !== 'basic')
            return;
        const pair = Buffer.from(credentials[2] ?? '', 'base64').toString();
        if (pair.includes(':'))
            add(pair.slice(pair.indexOf(':') + 1), 'password');
    }
    function learnAll(members) {
        let count = 0;
        for (const [name, value] of members) {
            const secret = memberNames.get(name.toLowerCase()) ?? SECRETIVE.exec(name)?.[0].toLowerCase();
            if (secret && count++ < MOST)
                add(value, secret);
        }
    }
    function learnUrl(url) {
        for (const part of url.split(/[?#]/).slice(1))
            learnAll(new URLSearchParams(part));
    }
    return {
        add,
        learn(headers, body, url) {
            for (const [name, value] of headers)
                learnHeader(name, value);
            if (url)
                learnUrl(url);
            const text = textOf(body).trim();
            if (/^[\w.%+-]+=/.test(text))
                learnAll(new URLSearchParams(text));
            else
                learnAll(jsonMembers(text));
        },
        redact: forms.replaceIn,
    };
}
/** The members with a string for a value, at any depth, of a text that is JSON or has JSON in it. */
function* jsonMembers(text) {
    for (const [, name = '', value = ''] of text.matchAll(MEMBER))
        yield [name, unquoted(value)];
}
function unquoted(quoted) {
    try {
        return JSON.parse(quoted);
    }
    catch {
        return quoted.slice(1, -1);
    }
}
//# sourceMappingURL=redactor.js.map