import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { each, where } from '../harness/flow/dependencies.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { PROJECT_ROOT } from '../harness/target/schema.ts';
import { flow, NO_ID_TOKEN } from './client-app.ts';
import { LOGS_IN, NONCE } from './client-ids.ts';
import type { AppTarget } from './client-target.ts';

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
    judges: { ...each(Object.keys(wrongs), [LOGS_IN]), [NONCE_SAME]: [LOGS_IN, where(NONCE)] },
    skipFact: ({ app }: AppTarget) => (app.openid === false ? 'sipgate.app.openid is false' : undefined),
  },
  async ({ app, refused }) => {
    let reads = true;
    const logIn = async (change: (jwt: string) => Promise<string>): Promise<Exchange> => {
      const { probe } = await app.loggingIn(async (login) => {
        reads = app.readsIdToken(login.authorization);
        const response = await app.genuine(login);
        return { status: 200, body: { ...response, id_token: await change(String(response.id_token)) } };
      });
      return probe;
    };
    const first = await logIn((jwt) => signedAgain(jwt, {}));
    const control = reads ? first : NO_ID_TOKEN;
    for (const [id, change] of Object.entries(wrongs)) {
      await refused(id, { control, refused: () => logIn(change), accepted: app.loggedIn });
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
