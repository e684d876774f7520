import { randomUUID } from 'node:crypto';
import { attemptsOf, row, without as withoutRows } from '../harness/checks/attempts.ts';
import { FORGERIES, type OpenJwt, openJwt, signedWithPublicKey } from '../harness/checks/jwt.ts';
import { type Matcher, same, succeeds } from '../harness/checks/matchers.ts';
import { nearMisses } from '../harness/checks/near-misses.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, valueAt } from '../harness/http/exchange.ts';
import { flow, issuesToken, without } from './api.ts';
import { JWT, LOGIN, REFRESHES, TOKEN } from './ids.ts';
import { keyIdsIn } from './keys.ts';

/** Why a token cannot be forged. */
const NO_JWT = { nothing: 'the token is no JWT', blockedBy: JWT };

/** The forgeries of a token, by what the target must find out. */
const FORGED = {
  'kazoo.rfc.alg-none': ['alg is none', 'alg is None', 'alg is NONE', 'alg is none, its signature is there'],
  'kazoo.rfc.tampered-payload': [
    'a claim is changed',
    'its subject is another',
    'the first character of its signature is another',
    'a character in the middle of its signature is another',
    'it is signed by another key',
    'it is signed by another key, which it brings along',
  ],
  'kazoo.rfc.stripped-signature': ['its signature is cut off', 'its signature and the dot before it are cut off'],
  'kazoo.rfc.other-algorithm': ['alg is another one', 'it is signed with an empty secret'],
  'kazoo.rfc.unknown-kid': ['its key is unknown'],
} as const;

const TAMPERED = 'kazoo.rfc.tampered-payload';

/** What forgeries must not be taken for, by any call. */
export const FORGED_IDS = Object.keys(FORGED);

/** Near misses of a token that are tokens by their form, without those that differ in bits that mean nothing (RFC 4648 §3.5). */
const nearTokens = (token: string) =>
  withoutRows(
    nearMisses(token, 'header'),
    ['with another last character', 'with _ in place of a character'],
    'decoders may ignore the last bits',
  ).filter(({ value }) => openJwt(value) !== undefined);

export const forgedTokens = flow(
  'forged tokens are refused',
  { endpoint: 'token', judges: each(FORGED_IDS, [...TOKEN, JWT]) },
  async ({ kazoo, refuses, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const jwt = openJwt(token);
    for (const [id, names] of Object.entries(FORGED)) {
      const forgeries = names.map((name) => row(name, jwt ? FORGERIES[name](jwt) : ''));
      const near = id === TAMPERED ? nearTokens(token) : [];
      await refuses(id, {
        unless: jwt ? undefined : NO_JWT,
        given: () => token,
        alter: attemptsOf([...forgeries, ...near], (_, value) => value),
        send: kazoo.useToken,
        accepted: succeeds,
      });
    }
  },
);

/** A token whose header names a key that nobody has named before. */
function underNewKey({ header, parts: [, body, signature] }: OpenJwt): string {
  const head = JSON.stringify({ ...header, kid: randomUUID().replaceAll('-', '') });
  return `${Buffer.from(head).toString('base64url')}.${body}.${signature}`;
}

const NO_KEY = 'kazoo.practice.unknown-kid-no-key';

export const unknownKid = flow(
  'a token that names an unknown key makes no key of it',
  { endpoint: 'token', judges: { [NO_KEY]: [...TOKEN, JWT, 'kazoo.keys.data'] }, skipFact: without('admin') },
  async ({ kazoo, check, extract }) => {
    const token = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const jwt = openJwt(token);
    const list = () => kazoo.call('GET', '/auth/keys', { token });
    const before = await list();
    if (jwt) await kazoo.useToken(underNewKey(jwt));
    check(NO_KEY, jwt ? [before, await list()] : NO_JWT, same('the list of keys', keyIdsIn));
  },
);

const HMAC = 'kazoo.rfc.hmac-with-public-key';

export const hmac = flow(
  'the public key is not a secret to sign tokens with',
  { endpoint: 'token', judges: { [HMAC]: [...TOKEN, JWT, 'kazoo.key.get'] }, skipFact: without('admin') },
  async ({ kazoo, refuses, extract }) => {
    const token = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const jwt = openJwt(token);
    const key = await kazoo.call('GET', `/auth/keys/${encodeURIComponent(String(jwt?.header.kid))}`, { token });
    const pem = valueAt(key, '/data/public_key_pem');
    const isThere = typeof pem === 'string';
    const noKey = { nothing: 'the public key cannot be read', blockedBy: 'kazoo.key.public-key-pem' };
    const unless = jwt ? (isThere ? undefined : noKey) : NO_JWT;
    for (const secret of new Set(isThere ? [pem, pem.trim()] : [''])) {
      await refuses(HMAC, {
        unless,
        given: () => token,
        alter: (own) => (jwt ? signedWithPublicKey(jwt, secret) : own),
        send: kazoo.useToken,
        accepted: succeeds,
      });
    }
  },
);

/** None of these requests was made. */
const isNotAsked =
  (asked: readonly Exchange[]): Matcher =>
  () => ({
    ok: asked.length === 0,
    expected: 'no request to the issuer that the token names',
    actual: asked.map(({ request }) => `${request.method} ${new URL(request.url).pathname}`).join(', ') || 'none',
  });

export const foreignIssuer = flow(
  'a token of an unknown issuer is refused, and its issuer not asked',
  {
    endpoint: 'token',
    judges: each(['kazoo.practice.foreign-issuer-refused', 'kazoo.practice.foreign-issuer-not-asked'], [...TOKEN, JWT]),
  },
  async ({ kazoo, check, refused, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const since = await kazoo.mark();
    const foreign = await kazoo.mintForeign(randomUUID(), openJwt(token)?.claims ?? {});
    const control = await kazoo.useToken(token);
    const used = await kazoo.useToken(foreign.token);
    refused('kazoo.practice.foreign-issuer-refused', { control, refused: used, accepted: succeeds });
    const described = await kazoo.tokenInfo(foreign.token);
    const asked = await kazoo.asked(since, foreign.path);
    check('kazoo.practice.foreign-issuer-not-asked', [used, described], isNotAsked(asked));
  },
);

const EXPIRED = 'kazoo.rfc.expired-token';
const REFRESH = 'kazoo.refresh.needs-valid-token';
const LONGEST_WAIT = 10;

export const lifetime = flow(
  'an expired token is refused, and cannot be refreshed',
  { endpoint: 'token', judges: { [EXPIRED]: [...TOKEN, JWT], [REFRESH]: [JWT, REFRESHES] } },
  async ({ kazoo, movableClock, wait, refused, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const left = Number(openJwt(token)?.claims.exp) - Date.now() / 1000;
    const lives = Number.isNaN(left) ? 'without end' : `for ${Math.round(left)} s`;
    const isTooLong = !movableClock && !(left < LONGEST_WAIT);
    const fact = `tokens live ${lives} here; set token_auth_expiry_s of Crossbar to 2 to have expiry judged`;
    const control = isTooLong ? { notApplicable: fact } : await kazoo.useToken(token);
    const refreshed = isTooLong ? { notApplicable: fact } : await kazoo.refresh(token);
    if (!isTooLong) await wait(Math.ceil(left) + 1);
    await refused(EXPIRED, { control, refused: () => kazoo.useToken(token), accepted: succeeds });
    await refused(REFRESH, { control: refreshed, refused: () => kazoo.refresh(token), accepted: issuesToken });
  },
);
