import { hasHeader, hasStatus } from '../harness/checks/matchers.js';
import { statusOf, succeeded, textOf } from '../harness/http/exchange.js';
import { flow, having, madeUp, without } from './api.js';
import { namesError } from './error-code.js';
import { ECHO, ERROR_CHARACTERS, REFUSED_JSON, TOKEN } from './ids.js';
const WRONG_SECRET = 'kaleyra.auth.wrong-secret-refused';
const WRONG_PASSWORD = 'kaleyra.rfc.wrong-password-refused';
const CONTENT_TYPE = 'kaleyra.practice.content-type';
const BASIC = 'kaleyra.rfc.basic-supported';
const BASIC_CHALLENGE = 'kaleyra.rfc.basic-challenge';
/** The response repeats none of these texts, header fields included. */
export function repeatsNone(...texts) {
    return ({ response }) => {
        const whole = `${response?.headers.map((pair) => pair.join(': ')).join('\n')}\n${textOf(response?.body)}`;
        const found = texts.some((text) => whole.includes(text) || whole.includes(encodeURIComponent(text)));
        return {
            ok: !found,
            expected: 'a response without what was sent in secret',
            actual: found ? 'it is repeated' : 'none',
        };
    };
}
export const credentials = flow('wrong credentials get no token', {
    endpoint: 'advanced-auth-callback',
    needs: TOKEN,
    judges: [
        'kaleyra.auth.wrong-id-refused',
        WRONG_SECRET,
        'kaleyra.auth.missing-id-refused',
        'kaleyra.auth.missing-secret-refused',
        'kaleyra.rfc.refused-status',
        REFUSED_JSON,
        ERROR_CHARACTERS,
        'kaleyra.rfc.invalid-client',
        ECHO,
    ],
}, async ({ customer, check, conforms, refuses, undecided }) => {
    const refusal = {
        given: () => customer.parameters(),
        send: (parameters) => customer.requestToken(parameters),
        accepted: customer.issuesToken,
        detail: { 'kaleyra.rfc.refused-status': hasStatus(400, 401) },
    };
    const secret = madeUp();
    const refused = await refuses(WRONG_SECRET, {
        ...refusal,
        alter: (parameters) => having(parameters, 'client_secret', secret),
    });
    conforms('kaleyra/refused-response', refused, WRONG_SECRET, (exchange) => !succeeded(exchange));
    namesError({ check, undecided }, 'kaleyra.rfc.invalid-client', refused, WRONG_SECRET, 'invalid_client');
    check(ECHO, refused, repeatsNone(secret));
    await refuses('kaleyra.auth.wrong-id-refused', {
        ...refusal,
        alter: (parameters) => having(parameters, 'client_id', madeUp()),
    });
    await refuses('kaleyra.auth.missing-id-refused', {
        ...refusal,
        alter: (parameters) => without(parameters, 'client_id'),
    });
    await refuses('kaleyra.auth.missing-secret-refused', {
        ...refusal,
        alter: (parameters) => without(parameters, 'client_secret'),
    });
});
export const basicCredentials = flow('HTTP Basic carries the credentials as well', {
    endpoint: 'advanced-auth-callback',
    needs: [...TOKEN, WRONG_SECRET],
    judges: [BASIC, BASIC_CHALLENGE],
    skipFact: ({ authMethod }) => (authMethod === 'GET' ? 'kaleyra.authMethod is GET' : undefined),
}, async ({ customer, check, undecided }) => {
    const send = (parameters) => customer.requestToken(parameters, { credentials: 'basic' });
    const login = await send(customer.parameters());
    if (!check(BASIC, login, customer.issuesToken)) {
        undecided([BASIC_CHALLENGE], 'Basic credentials are not read', BASIC);
        return;
    }
    const refused = await send(having(customer.parameters(), 'client_secret', madeUp()));
    check(BASIC_CHALLENGE, refused, (exchange) => {
        const challenge = hasHeader('WWW-Authenticate', /^\s*basic\b/i)(exchange);
        const ok = statusOf(exchange) === 401 && challenge.ok;
        return {
            ...challenge,
            ok,
            expected: 'status 401 and a Basic challenge',
            actual: `${statusOf(exchange)}, ${challenge.actual}`,
        };
    });
});
export const grantRefusals = flow('grants that are not supported get no token', {
    endpoint: 'advanced-auth-callback',
    needs: TOKEN,
    judges: [
        'kaleyra.auth.no-authorization-code',
        'kaleyra.auth.no-pkce',
        'kaleyra.auth.no-device',
        'kaleyra.auth.no-refresh',
        'kaleyra.rfc.unknown-grant-refused',
        'kaleyra.rfc.unsupported-grant-type',
        'kaleyra.rfc.missing-grant-type',
    ],
    skipFact: ({ grantType }) => (grantType ? undefined : 'kaleyra.grantType is false'),
}, async ({ customer, check, refuses, undecided }) => {
    const refusal = {
        given: () => customer.parameters(),
        send: (parameters) => customer.requestToken(parameters),
        accepted: customer.issuesToken,
    };
    const instead = (grant, ...more) => (parameters) => [
        ...having(without(without(parameters, 'username'), 'password'), 'grant_type', grant),
        ...more,
    ];
    const redirect_uri = ['redirect_uri', 'https://tollgate.example/cb'];
    const code = () => ['code', madeUp()];
    const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code';
    await refuses('kaleyra.auth.no-authorization-code', {
        ...refusal,
        alter: instead('authorization_code', code(), redirect_uri),
    });
    await refuses('kaleyra.auth.no-pkce', {
        ...refusal,
        alter: instead('authorization_code', code(), redirect_uri, ['code_verifier', madeUp() + madeUp()]),
    });
    await refuses('kaleyra.auth.no-device', { ...refusal, alter: instead(DEVICE, ['device_code', madeUp()]) });
    await refuses('kaleyra.auth.no-refresh', {
        ...refusal,
        alter: instead('refresh_token', ['refresh_token', madeUp()]),
    });
    const unknown = await refuses('kaleyra.rfc.unknown-grant-refused', {
        ...refusal,
        alter: instead(`urn:tollgate:${madeUp()}`),
    });
    const id = 'kaleyra.rfc.unsupported-grant-type';
    namesError({ check, undecided }, id, unknown, 'kaleyra.rfc.unknown-grant-refused', 'unsupported_grant_type');
    await refuses('kaleyra.rfc.missing-grant-type', {
        ...refusal,
        alter: (parameters) => without(parameters, 'grant_type'),
    });
});
export const requests = flow('the request itself is read as RFC 6749 says', {
    endpoint: 'advanced-auth-callback',
    needs: TOKEN,
    judges: [
        'kaleyra.rfc.unknown-parameter',
        'kaleyra.rfc.empty-parameter',
        'kaleyra.rfc.repeated-parameter',
        'kaleyra.rfc.credentials-not-in-url',
        CONTENT_TYPE,
    ],
}, async ({ customer, check, refuses, skip }) => {
    const good = customer.parameters();
    const sent = (parameters) => customer.requestToken(parameters);
    check('kaleyra.rfc.unknown-parameter', await sent([...good, ['x_tollgate', '1']]), customer.issuesToken);
    const empty = await sent([...good, ['x-nothing', '']]);
    check('kaleyra.rfc.empty-parameter', empty, customer.issuesToken);
    const refusal = { given: () => good, accepted: customer.issuesToken };
    const inBasic = (name) => customer.credentials === 'basic' && /^client_(id|secret)$/.test(name);
    const twice = good.filter(([name]) => !inBasic(name)).slice(0, 1);
    if (twice.length === 0 || (customer.credentials === 'json' && customer.authMethod !== 'GET')) {
        skip(['kaleyra.rfc.repeated-parameter'], `kaleyra.credentials is ${customer.credentials}`);
    }
    else {
        await refuses('kaleyra.rfc.repeated-parameter', {
            ...refusal,
            send: sent,
            alter: (parameters) => [...parameters, ...twice],
        });
    }
    if (customer.authMethod === 'GET' || customer.credentials !== 'form') {
        const fact = customer.authMethod === 'GET' ? 'kaleyra.authMethod is GET' : 'kaleyra.credentials is not form';
        skip(['kaleyra.rfc.credentials-not-in-url', CONTENT_TYPE], fact);
        return;
    }
    const request = {
        given: () => ({}),
        send: (options) => customer.requestToken(good, options),
        accepted: customer.issuesToken,
    };
    await refuses('kaleyra.rfc.credentials-not-in-url', { ...request, alter: () => ({ method: 'GET' }) });
    await refuses(CONTENT_TYPE, { ...request, alter: () => ({ contentType: 'text/plain' }) });
});
export const passwords = flow('the password grant needs a known user and the right password', {
    endpoint: 'advanced-auth-callback',
    needs: [...TOKEN, 'kaleyra.auth.password-grant'],
    judges: [
        WRONG_PASSWORD,
        'kaleyra.rfc.unknown-user-refused',
        'kaleyra.rfc.missing-password-refused',
        'kaleyra.rfc.invalid-grant',
        ECHO,
    ],
    skipFact: ({ grants, user }) => grants.includes('password') && user ? undefined : 'the target file names no kaleyra.user for the password grant',
}, async ({ customer, check, refuses, undecided }) => {
    const refusal = {
        given: () => customer.parameters(customer.client, 'password'),
        send: (parameters) => customer.requestToken(parameters),
        accepted: customer.issuesToken,
    };
    const password = madeUp();
    const refused = await refuses(WRONG_PASSWORD, {
        ...refusal,
        alter: (parameters) => having(parameters, 'password', password),
    });
    namesError({ check, undecided }, 'kaleyra.rfc.invalid-grant', refused, WRONG_PASSWORD, 'invalid_grant');
    check(ECHO, refused, repeatsNone(password, customer.client.secret));
    await refuses('kaleyra.rfc.unknown-user-refused', {
        ...refusal,
        alter: (parameters) => having(parameters, 'username', madeUp()),
    });
    await refuses('kaleyra.rfc.missing-password-refused', {
        ...refusal,
        alter: (parameters) => without(parameters, 'password'),
    });
});
//# sourceMappingURL=auth-refusals.js.map