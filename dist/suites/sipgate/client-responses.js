import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import { PROJECT_ROOT } from '../harness/target/schema.js';
import { flow } from './client-app.js';
import { ID, LOGIN_WORKS, LOGS_IN, NONCE } from './client-ids.js';
import { rule } from './client-matchers.js';
const ok = (body) => ({ status: 200, body });
/** What the token endpoint does instead of giving tokens. */
const failures = {
    [ID('token-html')]: () => ({ status: 200, html: true }),
    [ID('token-error')]: () => ({ status: 400, body: { error: 'invalid_grant', error_description: 'Code not valid' } }),
    [ID('token-missing')]: ({ access_token: _, ...rest }) => ok(rest),
    [ID('token-truncated')]: (response) => ({ ...ok(response), truncate: true }),
    [ID('token-unreachable')]: () => ({ reset: true }),
};
/** Sound answers that look otherwise than the document's samples. */
const variants = {
    [ID('token-type-case')]: (response) => ok({ ...response, token_type: 'BEARER' }),
    [ID('token-unknown-member')]: (response) => ok({ ...response, tollgate: { unknown: true } }),
    [ID('token-without-expires-in')]: ({ expires_in: _, ...rest }) => ok(rest),
};
const SILENT = ID('token-silent');
export const answers = flow('the application copes with what the token endpoint answers', {
    endpoint: 'token',
    needs: LOGIN_WORKS,
    judges: [...Object.keys(failures), ...Object.keys(variants), SILENT],
}, async ({ app, check, refused, undecided }) => {
    const answeredBy = (action) => app.loggingIn(async (login) => action(await app.genuine(login)));
    const { probe: control } = await answeredBy(ok);
    if (!app.loggedIn(control).ok) {
        return undecided([...Object.keys(failures), ...Object.keys(variants), SILENT], 'nobody was logged in by a response of the realm that we handed on', LOGS_IN);
    }
    for (const [id, action] of Object.entries(variants))
        check(id, (await answeredBy(action)).probe, app.loggedIn);
    for (const [id, action] of Object.entries(failures)) {
        refused(id, { control, refused: (await answeredBy(action)).probe, accepted: app.loggedIn });
    }
    const silent = await app.loggingIn(async () => ({ hang: true }));
    const answered = silent.end.last.response !== undefined;
    check(SILENT, silent.probe, rule(`a response within ${app.timeoutMs / 1000} s, and nobody logged in`, (probe) => ({
        ok: answered && !app.loggedIn(probe).ok,
        actual: answered ? 'a response' : 'no response',
    })));
});
const NONCE_SAME = ID('id-token-nonce');
/** The one thing that is wrong with an id token, by the id of the requirement. */
const wrongs = {
    [ID('id-token-issuer')]: (jwt) => signedAgain(jwt, { iss: 'https://attacker.example/auth/realms/third-party' }),
    [ID('id-token-audience')]: (jwt) => signedAgain(jwt, { aud: 'another-client', azp: 'another-client' }),
    [NONCE_SAME]: (jwt) => signedAgain(jwt, { nonce: 'another' }),
    [ID('id-token-expired')]: (jwt) => {
        const { iat = 0 } = decodeJwt(jwt);
        return signedAgain(jwt, { iat: iat - 7_200, exp: iat - 3_600 });
    },
    [ID('id-token-signature')]: (jwt) => signedAgain(jwt, {}, 'foreign'),
    [ID('id-token-unsigned')]: async (jwt) => new UnsecuredJWT(decodeJwt(jwt)).encode(),
};
export const idTokens = flow('the application does not believe a wrong id token', {
    endpoint: 'token',
    needs: LOGIN_WORKS,
    judges: Object.keys(wrongs),
    skipFact: ({ app }) => (app.openid ? undefined : 'sipgate.app.openid is false'),
}, async ({ app, refused, undecided }) => {
    let noncesSent = true;
    const logIn = (change) => app.loggingIn(async (login) => {
        noncesSent = login.authorization.searchParams.has('nonce');
        const response = await app.genuine(login);
        return ok({ ...response, id_token: await change(String(response.id_token)) });
    });
    const { probe: control } = await logIn((jwt) => signedAgain(jwt, {}));
    for (const [id, change] of Object.entries(wrongs)) {
        if (id === NONCE_SAME && !noncesSent)
            undecided([id], 'no nonce is sent', NONCE);
        else
            refused(id, { control, refused: (await logIn(change)).probe, accepted: app.loggedIn });
    }
});
/** The id token with changed claims, signed by the mock's own key, or by one that it does not publish. */
async function signedAgain(jwt, changes, by) {
    const { kid, typ } = decodeProtectedHeader(jwt);
    const jwk = developmentKeys().find((key) => (by ? key.file.includes(by) : key.kid === kid));
    if (!jwk)
        throw new Error(`fixtures/keys has no key ${by ?? kid}`);
    return new SignJWT({ ...decodeJwt(jwt), ...changes })
        .setProtectedHeader({ alg: 'RS256', ...(kid !== undefined && { kid }), ...(typ !== undefined && { typ }) })
        .sign(await importJWK(jwk, 'RS256'));
}
function developmentKeys() {
    const folder = join(PROJECT_ROOT, 'fixtures/keys');
    return readdirSync(folder).map((file) => ({ file, ...JSON.parse(readFileSync(join(folder, file), 'utf8')) }));
}
//# sourceMappingURL=client-responses.js.map