import { randomUUID } from 'node:crypto';
import { FORGERIES, openJwt, signedWithPublicKey } from '../harness/checks/jwt.ts';
import { type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, valueAt } from '../harness/http/exchange.ts';
import { flow, issuesToken, without } from './api.ts';
import { JWT, LOGIN, REFRESHES, TOKEN } from './ids.ts';

/** Why a token cannot be forged. */
const NO_JWT = { nothing: 'the token is no JWT', blockedBy: JWT };

const forged = {
  'kazoo.rfc.alg-none': FORGERIES['alg is none'],
  'kazoo.rfc.tampered-payload': FORGERIES['a claim is changed'],
  'kazoo.rfc.stripped-signature': FORGERIES['its signature is cut off'],
  'kazoo.rfc.other-algorithm': FORGERIES['alg is another one'],
  'kazoo.rfc.unknown-kid': FORGERIES['its key is unknown'],
} as const;

export const forgedTokens = flow(
  'forged tokens are refused',
  { endpoint: 'token', judges: each(Object.keys(forged), [...TOKEN, JWT]) },
  async ({ kazoo, refuses, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const jwt = openJwt(token);
    for (const [id, forge] of Object.entries(forged)) {
      await refuses(id, {
        unless: jwt ? undefined : NO_JWT,
        given: () => token,
        alter: (own) => (jwt ? forge(jwt) : own),
        send: kazoo.useToken,
        accepted: succeeds,
      });
    }
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
