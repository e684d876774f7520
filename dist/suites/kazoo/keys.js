import { contract } from '../harness/checks/contract.js';
import { hasMediaType, succeeds } from '../harness/checks/matchers.js';
import { summaryOf, textOf, valueAt } from '../harness/http/exchange.js';
import { flow, without } from './api.js';
import { JWT, LOGIN, TOKEN } from './ids.js';
import { openJwt, verifies } from './jwt.js';
const LIST = 'kazoo.keys.list';
const LISTED = 'kazoo.keys.lists-signing-key';
const KEY = 'kazoo.key.get';
const VERIFIES = 'kazoo.key.verifies-tokens';
const SHAPE = 'kazoo.vendor.pem-shape';
const FILE = 'kazoo.key.pem-file';
const TYPE = 'kazoo.vendor.pem-file-type';
const SECRET = 'kazoo.practice.no-private-key';
const KEY_IDS = [KEY, ...contract('kazoo/key-response').ids, VERIFIES, SHAPE, FILE, TYPE, SECRET];
const pemFile = /^-----BEGIN [A-Z ]*PUBLIC KEY-----\r?\n[\s\S]+-----END [A-Z ]*PUBLIC KEY-----\s*$/;
export const keys = flow('the keys that sign tokens are listed, and verify them', {
    endpoint: 'token',
    needs: [...TOKEN, JWT],
    judges: [LIST, ...contract('kazoo/keys-response').ids, LISTED, ...KEY_IDS],
    skipFact: without('admin'),
}, async ({ kazoo, check, conforms, hangs, extract, undecided }) => {
    const token = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const list = await kazoo.call('GET', '/auth/keys', { token });
    check(LIST, list, succeeds);
    conforms('kazoo/keys-response', list, LIST);
    const ids = valueAt(list, '/data');
    if (hangs([LISTED, ...KEY_IDS], LIST) || hangs([LISTED, ...KEY_IDS], 'kazoo.keys.data'))
        return;
    const listed = (Array.isArray(ids) ? ids : []).map(String);
    const kid = String(openJwt(token)?.header.kid);
    check(LISTED, list, (exchange) => ({
        ok: listed.includes(kid),
        expected: `the kid of the token, ${kid}`,
        actual: summaryOf(exchange),
    }));
    const path = `/auth/keys/${encodeURIComponent(listed.includes(kid) ? kid : (listed[0] ?? kid))}`;
    const key = await kazoo.call('GET', path, { token });
    check(KEY, key, succeeds);
    conforms('kazoo/key-response', key, KEY);
    if (hangs([VERIFIES, SHAPE, FILE, TYPE, SECRET], KEY))
        return;
    const pem = valueAt(key, '/data/public_key_pem');
    if (typeof pem !== 'string') {
        undecided([VERIFIES, SHAPE], 'there is no PEM', 'kazoo.key.public-key-pem');
    }
    else {
        const publicPart = /-----BEGIN [A-Z ]*PUBLIC KEY-----[\s\S]*?-----END [A-Z ]*PUBLIC KEY-----/.exec(pem)?.[0] ?? pem;
        check(VERIFIES, [list, key], () => {
            const ok = verifies(publicPart, token);
            return { ok, expected: 'a key that verifies the token', actual: ok ? 'it does' : 'it does not' };
        });
        check(SHAPE, key, () => ({
            ok: pem.includes('-----BEGIN RSA PUBLIC KEY-----'),
            expected: 'BEGIN RSA PUBLIC KEY',
            actual: /-----BEGIN [^-]+-----/.exec(publicPart)?.[0] ?? 'no PEM',
        }));
    }
    const file = await kazoo.call('GET', path, { token, headers: [['Accept', 'application/x-pem-file']] });
    check(FILE, file, (exchange) => ({
        ok: succeeds(exchange).ok &&
            pemFile.test(textOf(exchange.response?.body).replace(/^-----BEGIN RSA PRIVATE[\s\S]*?-----END RSA PRIVATE KEY-----\s*/, '')),
        expected: 'a PEM file',
        actual: summaryOf(exchange),
    }));
    check(TYPE, file, hasMediaType('application/x-pem-file'));
    check(SECRET, [key, file], () => {
        const told = [key, file].some(({ response }) => textOf(response?.body).includes('PRIVATE'));
        return { ok: !told, expected: 'no private key', actual: told ? 'a private key' : 'none' };
    });
});
//# sourceMappingURL=keys.js.map