import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader, importJWK, type JWTPayload, SignJWT } from 'jose';
import { type Attempt, attemptsOf, only, type Row, row } from '../harness/checks/attempts.ts';
import { forgedTokens, openJwt } from '../harness/checks/jwt.ts';
import { nearMissesInForm, nearMissesInJson } from '../harness/checks/near-misses.ts';
import { nearUris } from '../harness/checks/near-uris.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import type { Exchange } from '../harness/http/exchange.ts';
import { PROJECT_ROOT } from '../harness/target/schema.ts';
import { flow, NO_ID_TOKEN } from './client-app.ts';
import { LOGS_IN, NONCE } from './client-ids.ts';
import type { AppTarget } from './client-target.ts';

const UNSIGNED = 'sipgate.client.id-token-unsigned';

/** The id token that the application is given, made of the one that the realm gives. */
type Change = (genuine: string) => Promise<string>;

/** The realm's own id token, signed once more with its own key. */
const unchanged: Change = (jwt) => signedAgain(jwt, () => ({}));

/** A change of claims for each row. */
const claims = <Value>(rows: readonly Row<Value>[], put: (value: Value, now: number) => JWTPayload) =>
  attemptsOf<Change, Value>(rows, (_, value) => (jwt) => signedAgain(jwt, ({ iat = 0 }) => put(value, iat)));

/**
 * Each row is a whole login, so that of the tables only those rows are tried which a comparison takes that is careless
 * about case, a beginning, an end, something around it, a list or nothing at all.
 */
const NEAR_TEXTS = [
  'in upper case',
  'without its last character',
  'with a character behind it',
  'with a character before it',
  'its first 8 characters',
  'in a list of two',
  'empty',
  'left out',
  'null as a value',
  'true as a value',
  'a list with it in',
];
const NEAR_ISSUERS = [
  'another scheme',
  'another host',
  'a host that ends with it',
  'a host that begins with it',
  'another port',
  'its path in the other case',
  'a path below it',
  'a path that begins with it',
  'the path above it',
  'empty',
];

/** Near misses of the nonce that each login has anew. */
const nonces: readonly Attempt<Change>[] = only(nearMissesInJson('a-nonce-of-some-login'), NEAR_TEXTS).map(
  ({ name }) => ({
    name,
    alter: () => (jwt) =>
      signedAgain(jwt, ({ nonce }) => {
        const found = nearMissesInJson(String(nonce)).find((one) => one.name === name);
        return { nonce: found ? found.value : `${nonce}x` };
      }),
  }),
);

/** Forgeries whose header says that there is no signature, or the others. */
const forgeries = (isUnsigned: boolean): readonly Attempt<Change>[] =>
  forgedTokens(SAMPLE)
    .filter(({ name }) => /alg is none/i.test(name) === isUnsigned)
    .map(({ name }) => ({ name, alter: () => async (jwt) => forged(jwt, name) }));

const SAMPLE = { header: { alg: 'RS256' }, claims: {}, parts: ['e30', 'e30', 'c2lnbmF0dXJl'] } as const;

function forged(jwt: string, name: string): string {
  const open = openJwt(jwt);
  const found = open && forgedTokens(open).find((one) => one.name === name);
  if (!found) throw new Error(`There is no forgery "${name}" of the id token.`);
  return found.value;
}

/** Seconds since the token ended. Tolerance of a few minutes is no failure. */
const ENDED: readonly Row<number>[] = [row('ended ten minutes ago', 600), row('ended a day ago', 86_400)];

export const idTokens = flow(
  'the application does not believe a wrong id token',
  {
    endpoint: 'token',
    judges: {
      ...each(
        ['issuer', 'audience', 'expired', 'signature'].map((name) => `sipgate.client.id-token-${name}`),
        [LOGS_IN],
      ),
      [UNSIGNED]: [LOGS_IN],
      'sipgate.client.id-token-nonce': [LOGS_IN, where(NONCE)],
    },
    skipFact: ({ app }: AppTarget) => (app.openid === false ? 'sipgate.app.openid is false' : undefined),
  },
  async ({ app, refuses }) => {
    const reads = app.readsIdToken((await app.begin(app.stranger())).onward);
    async function send(change: Change): Promise<Exchange> {
      const { probe } = await app.loggingIn(async (login) => {
        const response = await app.genuine(login);
        return { status: 200, body: { ...response, id_token: await change(String(response.id_token)) } };
      });
      return probe;
    }
    const given = () => unchanged;
    const refusal = { unless: reads ? undefined : NO_ID_TOKEN, given, send, accepted: app.loggedIn };
    async function refusesEach(id: string, alter: readonly Attempt<Change>[]): Promise<void> {
      await refuses(id, { ...refusal, alter });
    }

    const issuers = only(nearUris(app.issuer), NEAR_ISSUERS);
    await refusesEach('sipgate.client.id-token-issuer', [
      ...claims(issuers, (iss) => ({ iss })),
      ...claims([row('no iss', undefined)], (iss) => ({ iss })),
    ]);
    const others: readonly Row<string | string[] | undefined>[] = [
      ...only(nearMissesInForm(app.client.id), NEAR_TEXTS),
      row('another client', 'another-client'),
      row('a list of another client', ['another-client']),
      row('an empty list', []),
    ];
    await refusesEach(
      'sipgate.client.id-token-audience',
      claims(others, (aud) => ({ aud })),
    );
    await refusesEach('sipgate.client.id-token-nonce', nonces);
    await refusesEach('sipgate.client.id-token-expired', [
      ...claims(ENDED, (seconds, now) => ({
        iat: now - seconds - 300,
        auth_time: now - seconds - 300,
        exp: now - seconds,
      })),
      ...claims([row('no exp', undefined)], (exp) => ({ exp })),
    ]);
    await refusesEach('sipgate.client.id-token-signature', forgeries(false));
    await refusesEach(UNSIGNED, forgeries(true));
  },
);

/** The id token with changed claims, signed by the mock's own key. */
async function signedAgain(jwt: string, change: (claims: JWTPayload) => JWTPayload): Promise<string> {
  const { kid = '', typ } = decodeProtectedHeader(jwt);
  const genuine = decodeJwt(jwt);
  return new SignJWT({ ...genuine, ...change(genuine) })
    .setProtectedHeader({ alg: 'RS256', kid, ...(typ !== undefined && { typ }) })
    .sign(await keyOf(kid));
}

const keys = new Map<string, ReturnType<typeof importJWK>>();

/** One of the mock's development keys. Throws where there is none of this id. */
function keyOf(kid: string): ReturnType<typeof importJWK> {
  const folder = join(PROJECT_ROOT, 'fixtures/keys');
  const all = () => readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
  const known = keys.get(kid) ?? importJWK(all().find((key) => key.kid === kid) ?? {}, 'RS256');
  keys.set(kid, known);
  return known;
}
