import { randomUUID } from 'node:crypto';
import { authenticates, flow } from './api.js';
import { DISCERNS, LOGIN, STABLE, SUBJECT } from './ids.js';
const KNOWN = 'authlete.sns.known-name-no-password';
const UNKNOWN = 'authlete.sns.unknown-name-no-password';
const MISSPELT = 'authlete.practice.sns-misspelt-no-password';
const LINKED = 'authlete.sns.linked-subject';
const UNKNOWN_SUBJECT = 'authlete.sns.unknown-subject-refused';
const IGNORED = 'authlete.sns.password-ignored';
const SAME_SUBJECT = 'authlete.sns.same-subject';
export const noPasswordForSns = flow('a social login never becomes a login by password', { endpoint: 'developer-auth', needs: DISCERNS, judges: [KNOWN, UNKNOWN, MISSPELT] }, async ({ endpoint, refuses }) => {
    const { id, password } = endpoint.developer;
    const refusal = { given: () => endpoint.login(), send: endpoint.call, accepted: authenticates };
    const as = (sns) => () => endpoint.socialLogin(sns, id, password);
    await refuses(KNOWN, { ...refusal, alter: as('FACEBOOK') });
    await refuses(UNKNOWN, { ...refusal, alter: as('TWITTER') });
    for (const sns of ['facebook', '', 1])
        await refuses(MISSPELT, { ...refusal, alter: as(sns) });
});
export const socialLogin = flow('a linked developer logs in socially', {
    endpoint: 'developer-auth',
    needs: DISCERNS,
    judges: [
        LINKED,
        UNKNOWN_SUBJECT,
        IGNORED,
        SAME_SUBJECT,
        'authlete.sns.no-refresh-token',
        'authlete.sns.no-duration',
        'authlete.sns.raw-response-not-json',
    ],
    skipFact: ({ snsLink }) => (snsLink?.subject ? undefined : 'the target file names no authlete.snsLink.subject'),
}, async ({ endpoint, check, hangs, refuses, extract }) => {
    const { name = 'FACEBOOK', subject: linked = '' } = endpoint.snsLink ?? {};
    const given = (password = null) => endpoint.socialLogin(name, linked, password);
    const response = await endpoint.call(given());
    check(LINKED, response, authenticates);
    const more = [UNKNOWN_SUBJECT, IGNORED, SAME_SUBJECT];
    const tokens = ['no-refresh-token', 'no-duration', 'raw-response-not-json'].map((rule) => `authlete.sns.${rule}`);
    if (hangs([...more, ...tokens], LINKED))
        return;
    await refuses(UNKNOWN_SUBJECT, {
        given: () => given(),
        alter: (body) => ({ ...body, id: `nobody-${randomUUID()}` }),
        send: endpoint.call,
        accepted: authenticates,
    });
    for (const password of ['', `any-${randomUUID()}`]) {
        check(IGNORED, [response, await endpoint.call(given(password))], authenticates);
    }
    const variants = [
        { refreshToken: null },
        { expiresIn: 0 },
        { rawTokenResponse: `access_token=${given().accessToken}&expires=3600` },
    ];
    for (const [i, variant] of variants.entries()) {
        check(tokens[i] ?? '', [response, await endpoint.call({ ...given(), ...variant })], authenticates);
    }
    if ([LOGIN, SUBJECT, STABLE].some((id) => hangs([SAME_SUBJECT], id)))
        return;
    const byPassword = await endpoint.logIn(endpoint.login());
    const [own, social] = [byPassword, response].map((exchange) => extract(exchange, '/subject', SUBJECT));
    check(SAME_SUBJECT, [byPassword, response], () => ({
        ok: own === social,
        expected: `the subject ${own}`,
        actual: String(social),
    }));
});
//# sourceMappingURL=sns.js.map