import { randomUUID } from 'node:crypto';
import { attemptsOf } from '../harness/checks/attempts.ts';
import { FORGERIES, type OpenJwt, openJwt, signedWithPublicKey } from '../harness/checks/jwt.ts';
import { succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { valueAt } from '../harness/http/exchange.ts';
import { flow, issuesToken, without } from './api.ts';
import { JWT, LOGIN, TOKEN } from './ids.ts';

/** Which forgeries each requirement is about. */
const FORGED: Readonly<Record<string, readonly (keyof typeof FORGERIES)[]>> = {
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
};

export const FORGED_IDS = Object.keys(FORGED);

export const forgedTokens = flow(
  'forged tokens are refused',
  { endpoint: 'token', judges: each(FORGED_IDS, [...TOKEN, JWT]) },
  async ({ kazoo, refuses, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const jwt = openJwt(token) as OpenJwt;
    for (const [id, names] of Object.entries(FORGED)) {
      const rows = names.map((name) => ({ name, value: FORGERIES[name](jwt) }));
      await refuses(id, {
        given: () => token,
        alter: attemptsOf(rows, (_, forged) => forged),
        send: kazoo.useToken,
        accepted: succeeds,
      });
    }
  },
);

const HMAC = 'kazoo.rfc.hmac-with-public-key';

export const hmac = flow(
  'the public key is not a secret to sign tokens with',
  {
    endpoint: 'token',
    judges: { [HMAC]: [...TOKEN, JWT, 'kazoo.keys.list', 'kazoo.key.get'] },
    skipFact: without('admin'),
  },
  async ({ kazoo, refuses, extract }) => {
    const token = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const jwt = openJwt(token) as OpenJwt;
    const key = await kazoo.call('GET', `/auth/keys/${encodeURIComponent(String(jwt.header.kid))}`, { token });
    const pem = valueAt(key, '/data/public_key_pem');
    const isThere = typeof pem === 'string';
    const rows = (isThere ? [pem, pem.trim()] : []).map((secret) => ({
      name: secret === pem ? 'the key as it is shown' : 'the key without its last line break',
      value: signedWithPublicKey(jwt, secret),
    }));
    await refuses(HMAC, {
      unless: isThere ? undefined : { nothing: 'the public key cannot be read', blockedBy: 'kazoo.key.public-key-pem' },
      given: () => token,
      alter: attemptsOf(rows, (_, forged) => forged),
      send: kazoo.useToken,
      accepted: succeeds,
    });
  },
);

const FOREIGN = 'kazoo.practice.foreign-issuer-refused';
const NOT_ASKED = 'kazoo.practice.foreign-issuer-not-asked';

export const foreignIssuer = flow(
  'a token of an unknown issuer is refused, and its issuer not asked',
  { endpoint: 'token', judges: each([FOREIGN, NOT_ASKED], [...TOKEN, JWT]) },
  async ({ kazoo, check, refused, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const word = randomUUID();
    const since = await kazoo.mark();
    const foreign = await kazoo.mintForeign(word, openJwt(token)?.claims ?? {});
    const control = await kazoo.useToken(token);
    const used = await kazoo.useToken(foreign.token);
    refused(FOREIGN, { control, refused: used, accepted: succeeds });
    const described = await kazoo.tokenInfo(foreign.token);
    const asked = await kazoo.asked(since, foreign.path);
    check(NOT_ASKED, [used, described], () => ({
      ok: asked.length === 0,
      expected: 'no request to the issuer that the token names',
      actual: asked.map(({ request }) => `${request.method} ${new URL(request.url).pathname}`).join(', ') || 'none',
    }));
  },
);

const LONGEST_WAIT = 10;

export const lifetime = flow(
  'an expired token is refused, and cannot be refreshed',
  {
    endpoint: 'token',
    judges: {
      'kazoo.rfc.expired-token': [...TOKEN, JWT],
      'kazoo.refresh.needs-valid-token': [...TOKEN, JWT, 'kazoo.refresh.new-token'],
    },
  },
  async ({ kazoo, movableClock, wait, refused, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const left = Number(openJwt(token)?.claims.exp) - Date.now() / 1000;
    const lives = Number.isNaN(left) ? 'without end' : `for ${Math.round(left)} s`;
    const tooLong =
      movableClock || left < LONGEST_WAIT
        ? undefined
        : {
            notApplicable: `tokens live ${lives} here; set token_auth_expiry_s of Crossbar to 2 to have expiry judged`,
          };
    const used = tooLong ?? (await kazoo.useToken(token));
    const refreshed = tooLong ?? (await kazoo.refresh(token));
    if (!tooLong) await wait(Math.ceil(left) + 1);
    await refused('kazoo.rfc.expired-token', {
      control: used,
      refused: () => kazoo.useToken(token),
      accepted: succeeds,
    });
    await refused('kazoo.refresh.needs-valid-token', {
      control: refreshed,
      refused: () => kazoo.refresh(token),
      accepted: issuesToken,
    });
  },
);
