import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { given } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { PROJECT_ROOT } from '../harness/target/schema.ts';
import { flow } from './client-app.ts';
import { LOGS_IN, NONCE } from './client-ids.ts';
import { rule } from './client-matchers.ts';
import type { TokenResponse } from './client-realm.ts';
import type { AppTarget } from './client-target.ts';

const ok = (body: object) => ({ status: 200, body });

/** What the token endpoint does instead of giving tokens. */
const failures: Readonly<Record<string, (response: TokenResponse) => object>> = {
  'sipgate.client.token-html': () => ({ status: 200, html: true }),
  'sipgate.client.token-error': () => ({
    status: 400,
    body: { error: 'invalid_grant', error_description: 'Code not valid' },
  }),
  'sipgate.client.token-missing': ({ access_token: _, ...rest }) => ok(rest),
  'sipgate.client.token-truncated': (response) => ({ ...ok(response), truncate: true }),
  'sipgate.client.token-unreachable': () => ({ reset: true }),
};

/** Sound answers that look otherwise than the document's samples. */
const variants: Readonly<Record<string, (response: TokenResponse) => object>> = {
  'sipgate.client.token-type-case': (response) => ok({ ...response, token_type: 'BEARER' }),
  'sipgate.client.token-unknown-member': (response) => ok({ ...response, tollgate: { unknown: true } }),
  'sipgate.client.token-without-expires-in': ({ expires_in: _, ...rest }) => ok(rest),
};

export const answers = flow(
  'the application copes with what the token endpoint answers',
  {
    endpoint: 'token',
    judges: each([...Object.keys(failures), ...Object.keys(variants), 'sipgate.client.token-silent'], [LOGS_IN]),
  },
  async ({ app, check, refused }) => {
    const answeredBy = (action: (response: TokenResponse) => object) =>
      app.loggingIn(async (login) => action(await app.genuine(login)));
    const { probe: control } = await answeredBy(ok);
    const isIn = () => app.loggedIn(control).ok;
    for (const [id, action] of Object.entries(variants)) {
      check(id, (await answeredBy(action)).probe, given(isIn, LOGS_IN, app.loggedIn));
    }
    for (const [id, action] of Object.entries(failures)) {
      refused(id, { control, refused: (await answeredBy(action)).probe, accepted: app.loggedIn });
    }
    const silent = await app.loggingIn(async () => ({ hang: true }));
    const answered = silent.end.last.response !== undefined;
    const ends = rule(`a response within ${app.timeoutMs / 1000} s, and nobody logged in`, (probe) => ({
      ok: answered && !app.loggedIn(probe).ok,
      actual: answered ? 'a response' : 'no response',
    }));
    check('sipgate.client.token-silent', silent.probe, given(isIn, LOGS_IN, ends));
  },
);

const NONCE_SAME = 'sipgate.client.id-token-nonce';

/** The one thing that is wrong with an id token, by the id of the requirement. */
const wrongs: Readonly<Record<string, (genuine: string) => Promise<string>>> = {
  'sipgate.client.id-token-issuer': (jwt) =>
    signedAgain(jwt, { iss: 'https://attacker.example/auth/realms/third-party' }),
  'sipgate.client.id-token-audience': (jwt) => signedAgain(jwt, { aud: 'another-client', azp: 'another-client' }),
  [NONCE_SAME]: (jwt) => signedAgain(jwt, { nonce: 'another' }),
  'sipgate.client.id-token-expired': (jwt) => {
    const { iat = 0 } = decodeJwt(jwt);
    return signedAgain(jwt, { iat: iat - 7_200, exp: iat - 3_600 });
  },
  'sipgate.client.id-token-signature': (jwt) => signedAgain(jwt, {}, 'foreign'),
  'sipgate.client.id-token-unsigned': async (jwt) => new UnsecuredJWT(decodeJwt(jwt)).encode(),
};

export const idTokens = flow(
  'the application does not believe a wrong id token',
  {
    endpoint: 'token',
    judges: { ...each(Object.keys(wrongs), [LOGS_IN]), [NONCE_SAME]: [LOGS_IN, NONCE] },
    skipFact: ({ app }: AppTarget) => (app.openid ? undefined : 'sipgate.app.openid is false'),
  },
  async ({ app, refused }) => {
    const logIn = (change: (jwt: string) => Promise<string>) =>
      app.loggingIn(async (login) => {
        const response = await app.genuine(login);
        return ok({ ...response, id_token: await change(String(response.id_token)) });
      });
    const { probe: control } = await logIn((jwt) => signedAgain(jwt, {}));
    for (const [id, change] of Object.entries(wrongs)) {
      await refused(id, { control, refused: async () => (await logIn(change)).probe, accepted: app.loggedIn });
    }
  },
);

/** The id token with changed claims, signed by the mock's own key, or by one that it does not publish. */
async function signedAgain(jwt: string, changes: JWTPayload, by?: 'foreign'): Promise<string> {
  const { kid, typ } = decodeProtectedHeader(jwt);
  const jwk = developmentKeys().find((key) => (by ? key.file.includes(by) : key.kid === kid));
  if (!jwk) throw new Error(`fixtures/keys has no key ${by ?? kid}`);
  return new SignJWT({ ...decodeJwt(jwt), ...changes })
    .setProtectedHeader({ alg: 'RS256', ...(kid !== undefined && { kid }), ...(typ !== undefined && { typ }) })
    .sign(await importJWK(jwk, 'RS256'));
}

function developmentKeys(): { file: string; kid?: string }[] {
  const folder = join(PROJECT_ROOT, 'fixtures/keys');
  return readdirSync(folder).map((file) => ({ file, ...JSON.parse(readFileSync(join(folder, file), 'utf8')) }));
}
