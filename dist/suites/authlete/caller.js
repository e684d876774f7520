import { randomUUID } from 'node:crypto';
import { equals, hasHeader, hasStatus } from '../harness/checks/matchers.js';
import { headerValues, statusOf, textOf } from '../harness/http/exchange.js';
import { usesHttps } from '../harness/http/https.js';
import { authenticates, basic, flow } from './api.js';
import { LOGIN } from './ids.js';
const HTTPS = 'authlete.settings.https';
const MAY = 'authlete.basic.may-be-checked';
const CHECKED = 'authlete.practice.basic-checked';
const KEY = 'authlete.practice.basic-wrong-key';
const SECRET = 'authlete.practice.basic-wrong-secret';
const MALFORMED = 'authlete.practice.basic-malformed';
const SAME = 'authlete.practice.basic-same-refusal';
const STATUS = 'authlete.rfc.basic-status';
const CHALLENGE = 'authlete.rfc.basic-challenge';
const FIRST = 'authlete.vendor.basic-first';
const SCHEME = 'authlete.rfc.basic-scheme-case';
const SPACES = 'authlete.rfc.basic-spaces';
export const location = flow('the endpoint is reached by TLS', { endpoint: 'developer-auth', needs: [LOGIN], judges: [HTTPS] }, async ({ endpoint, check, observe }) => {
    const response = await endpoint.logIn(endpoint.login());
    const isHttps = usesHttps(endpoint.publicUrl ?? endpoint.callbackUrl);
    if (isHttps)
        check(HTTPS, response, isHttps);
    else
        observe(HTTPS, response, 'http on this machine; authlete.publicUrl can name the URL in Service Owner Console');
});
export const caller = flow('the endpoint tells Authlete from others', {
    endpoint: 'developer-auth',
    needs: [LOGIN],
    judges: [MAY, CHECKED, KEY, SECRET, MALFORMED, SAME, STATUS, CHALLENGE, FIRST, SCHEME, SPACES],
    skipFact: ({ basic }) => (basic?.name ? undefined : 'the target file names no authlete.basic'),
}, async ({ endpoint, check, refuses, skip }) => {
    const pair = endpoint.basic ?? { name: '', password: '' };
    const refusal = {
        given: () => basic(pair),
        send: (authorization) => endpoint.call(endpoint.login(), { authorization }),
        accepted: authenticates,
    };
    const control = await refusal.send(basic(pair));
    const without = await refusal.send(null);
    const open = authenticates(without).ok;
    for (const id of [MAY, CHECKED]) {
        check(id, [control, without], () => ({
            ok: !open,
            expected: 'no authentication without Basic credentials',
            actual: open ? 'the developer is authenticated' : `refused with ${statusOf(without)}`,
        }));
    }
    if (open) {
        skip([KEY, SECRET, MALFORMED, SAME, STATUS, CHALLENGE, FIRST], 'the endpoint does not look at Basic credentials');
    }
    else {
        check(STATUS, without, hasStatus(401));
        if (statusOf(without) === 401)
            check(CHALLENGE, without, hasHeader('WWW-Authenticate', /\bbasic\b.*realm=/i));
        else
            skip([CHALLENGE], 'the endpoint does not answer 401 to missing credentials');
        const wrong = (part) => basic({ ...pair, ...part });
        const noSecret = wrong({ password: `wrong-${randomUUID()}` });
        const noKey = wrong({ name: `wrong-${randomUUID()}` });
        const wrongSecret = await refuses(SECRET, { ...refusal, alter: () => noSecret });
        await refuses(SECRET, { ...refusal, alter: () => wrong({ password: `${pair.password}x` }) });
        const wrongKey = await refuses(KEY, { ...refusal, alter: () => noKey });
        const swapped = { name: pair.password, password: pair.name };
        await refuses(KEY, { ...refusal, alter: () => basic(swapped) });
        for (const header of ['Basic', 'Basic !!!', `Basic ${Buffer.from(pair.name).toString('base64')}`]) {
            await refuses(MALFORMED, { ...refusal, alter: () => header });
        }
        const accepted = [wrongSecret, wrongKey].some((exchange) => authenticates(exchange).ok);
        if (accepted)
            skip([SAME], 'the endpoint does not look at both key and secret');
        else
            check(SAME, [wrongSecret, wrongKey], equals('the same response,', words(wrongSecret), words(wrongKey)));
        if (authenticates(wrongSecret).ok)
            skip([FIRST], 'the endpoint does not look at the secret');
        else {
            const garbage = await endpoint.call(Buffer.from('{'), { authorization: noSecret });
            check(FIRST, [wrongSecret, garbage], equals('status', statusOf(wrongSecret), statusOf(garbage)));
        }
    }
    const bare = basic(pair).slice('Basic '.length);
    check(SCHEME, [control, await refusal.send(`basic ${bare}`)], authenticates);
    check(SPACES, [control, await refusal.send(`Basic  ${bare}`)], authenticates);
});
function words({ response }) {
    return [response?.status, headerValues(response?.headers ?? [], 'www-authenticate'), textOf(response?.body)];
}
//# sourceMappingURL=caller.js.map