import { hasHeader, hasMediaType, hasStatus, lacks, succeeds } from '../harness/checks/matchers.js';
import { succeeded, summaryOf, valueAt } from '../harness/http/exchange.js';
import { flow, having, isToken } from './api.js';
import { decoded } from './encoding.js';
import { ANSWER_JSON, ISSUES, LIVE, TOKEN, TOKEN_AT_PATH, TOKEN_TEXT } from './ids.js';
const EXPIRY_AT_PATH = 'kaleyra.auth.expiry-at-path';
const EXPIRY_USABLE = 'kaleyra.auth.expiry-usable';
const CLIENT_CREDENTIALS = 'kaleyra.auth.client-credentials-grant';
const PASSWORD = 'kaleyra.auth.password-grant';
const HEADERS = 'kaleyra.auth.extra-headers';
const GRANTS = { client_credentials: CLIENT_CREDENTIALS, password: PASSWORD };
const describe = (value) => (value === undefined ? 'nothing' : JSON.stringify(value));
export const token = flow('the auth URL gives a token and its validity', {
    endpoint: 'advanced-auth-callback',
    judges: [
        ISSUES,
        HEADERS,
        CLIENT_CREDENTIALS,
        PASSWORD,
        ANSWER_JSON,
        'kaleyra.rfc.token-type',
        'kaleyra.rfc.token-type-bearer',
        TOKEN_AT_PATH,
        TOKEN_TEXT,
        EXPIRY_AT_PATH,
        EXPIRY_USABLE,
        'kaleyra.rfc.token-status',
        'kaleyra.rfc.token-media-type',
        'kaleyra.rfc.no-store',
        'kaleyra.rfc.no-cache',
        'kaleyra.rfc.expires-in-number',
        'kaleyra.rfc.no-refresh-token',
        LIVE,
    ],
}, async ({ customer, check, conforms, hangs, skip, extract, undecided }) => {
    const login = await customer.requestToken(customer.parameters());
    await blame({ customer, check, skip, extract, undecided }, login);
    if (!check(ISSUES, login, succeeds))
        extract(login, '', ISSUES);
    for (const grant of ['client_credentials', 'password']) {
        const id = GRANTS[grant];
        if (!customer.grants.includes(grant))
            skip([id], `kaleyra.grants has no ${grant}`);
        else if (!customer.grantType)
            skip([id], 'kaleyra.grantType is false');
        else if (grant === 'password' && !customer.user)
            skip([id], 'the target file names no kaleyra.user');
        else if (grant === customer.grants[0])
            check(id, login, succeeds);
        else
            check(id, await customer.requestToken(customer.parameters(customer.client, grant)), succeeds);
    }
    check('kaleyra.rfc.token-status', login, hasStatus(200));
    check('kaleyra.rfc.token-media-type', login, hasMediaType('application/json'));
    check('kaleyra.rfc.no-store', login, hasHeader('Cache-Control', /(^|[\s,])no-store($|[\s,])/i));
    check('kaleyra.rfc.no-cache', login, hasHeader('Pragma', /(^|[\s,])no-cache($|[\s,])/i));
    conforms('kaleyra/token-response', login, ISSUES);
    const members = ['kaleyra.rfc.expires-in-number', 'kaleyra.rfc.no-refresh-token', EXPIRY_AT_PATH, EXPIRY_USABLE];
    if (hangs([TOKEN_AT_PATH, TOKEN_TEXT, LIVE, ...members], ANSWER_JSON))
        return;
    const expiresIn = valueAt(login, '/expires_in');
    if (expiresIn === undefined)
        skip(['kaleyra.rfc.expires-in-number'], 'the response has no expires_in');
    else
        check('kaleyra.rfc.expires-in-number', login, isJsonNumber(expiresIn));
    if (customer.grants[0] === 'client_credentials')
        check('kaleyra.rfc.no-refresh-token', login, lacks('/refresh_token'));
    else
        skip(['kaleyra.rfc.no-refresh-token'], 'the first of kaleyra.grants is password');
    const expiry = customer.expiryIn(login);
    check(EXPIRY_AT_PATH, login, stands(customer.expirationFieldPath, expiry));
    if (!hangs([EXPIRY_USABLE], EXPIRY_AT_PATH)) {
        const seconds = customer.validityOf(login);
        check(EXPIRY_USABLE, login, () => ({
            ok: seconds !== undefined && seconds > 0,
            expected: `a validity that is still to come (kaleyra.expiration: ${customer.expiration})`,
            actual: describe(expiry),
        }));
    }
    const found = customer.tokenIn(login);
    check(TOKEN_AT_PATH, login, stands(customer.tokenFieldPath, found));
    if (hangs([TOKEN_TEXT, LIVE], TOKEN_AT_PATH))
        return;
    check(TOKEN_TEXT, login, () => ({
        ok: isToken(found),
        expected: 'a text of letters, digits and -._~+/=',
        actual: isToken(found) ? found : describe(found),
    }));
    if (hangs([LIVE], TOKEN_TEXT))
        return;
    check(LIVE, [login, await customer.callBack([`Bearer ${found}`])], succeeds);
});
/** Where a good request is refused: whether the extra headers or the grant are what is refused, and not the credentials. */
async function blame({ customer, check, skip, extract, undecided }, login) {
    const bare = customer.extraHeaders.length === 0;
    const refused = !succeeded(login);
    if (bare)
        skip([HEADERS], 'the target file names no kaleyra.authHeaders');
    else if (!refused)
        check(HEADERS, login, succeeds);
    else {
        const plain = await customer.requestToken(customer.parameters(), { withoutExtraHeaders: true });
        if (!succeeded(plain))
            undecided([HEADERS], summaryOf(login), ISSUES);
        else {
            check(HEADERS, [plain, login], succeeds);
            extract(login, '', HEADERS);
        }
    }
    const [used, other] = customer.grants;
    if (!refused || used === undefined || other === undefined || !customer.grantType)
        return;
    const byOther = await customer.requestToken(customer.parameters(customer.client, other));
    if (!succeeded(byOther))
        return;
    check(GRANTS[used], [byOther, login], succeeds);
    extract(login, '', GRANTS[used]);
}
function stands(path, value) {
    return () => ({ ok: value !== undefined, expected: `a member ${path}`, actual: describe(value) });
}
function isJsonNumber(value) {
    return () => ({ ok: typeof value === 'number', expected: 'a JSON number', actual: describe(value) });
}
export const encoding = flow('the token is encoded as the form says', {
    endpoint: 'advanced-auth-callback',
    needs: TOKEN,
    judges: ['kaleyra.auth.algorithm', 'kaleyra.auth.algorithm-verifies'],
    skipFact: ({ authAlgorithm }) => (authAlgorithm ? undefined : 'the target file names no kaleyra.authAlgorithm'),
}, async ({ customer, check, hangs, skip }) => {
    const login = await customer.requestToken(customer.parameters());
    const { authAlgorithm = '', key } = customer;
    const { jwks } = key ?? {};
    const keys = jwks === undefined ? undefined : await customer.fetchKeys(jwks);
    const seen = keys ? [keys, login] : [login];
    const { algorithm, problem } = await decoded(String(customer.tokenIn(login)), authAlgorithm, key, keys);
    const same = check('kaleyra.auth.algorithm', login, () => ({
        ok: algorithm === authAlgorithm,
        expected: `a token whose header names ${authAlgorithm}`,
        actual: algorithm ?? 'a token without such a header',
    }));
    if (!key)
        skip(['kaleyra.auth.algorithm-verifies'], 'the target file names no kaleyra.key');
    else if (same || !hangs(['kaleyra.auth.algorithm-verifies'], 'kaleyra.auth.algorithm')) {
        check('kaleyra.auth.algorithm-verifies', seen, () => ({
            ok: problem === undefined,
            expected: 'a token that the key decodes',
            actual: problem ?? 'as expected',
        }));
    }
});
export const otherClient = flow('two clients get tokens of their own', {
    endpoint: 'advanced-auth-callback',
    needs: TOKEN,
    judges: ['kaleyra.auth.token-unique', 'kaleyra.auth.secret-of-another-refused'],
    skipFact: ({ otherClient: other }) => (other ? undefined : 'the target file names no kaleyra.otherClient'),
}, async ({ customer, check, refuses }) => {
    const { client, otherClient: other = client } = customer;
    const mine = await customer.requestToken(customer.parameters());
    const theirs = await customer.requestToken(customer.parameters(other));
    check('kaleyra.auth.token-unique', [mine, theirs], (exchange) => ({
        ok: customer.issuesToken(exchange).ok && customer.tokenIn(mine) !== customer.tokenIn(theirs),
        expected: 'a token other than that of the first client',
        actual: customer.tokenIn(mine) === customer.tokenIn(theirs) ? 'the same token' : summaryOf(exchange),
    }));
    await refuses('kaleyra.auth.secret-of-another-refused', {
        given: () => customer.parameters(),
        alter: (parameters) => having(parameters, 'client_secret', other.secret),
        send: (parameters) => customer.requestToken(parameters),
        accepted: customer.issuesToken,
    });
});
//# sourceMappingURL=auth-token.js.map