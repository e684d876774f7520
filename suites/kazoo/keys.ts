import { contract } from '../harness/checks/contract.ts';
import { openJwt } from '../harness/checks/jwt.ts';
import { given, hasMediaType, type Matcher, notApplicable, succeeds } from '../harness/checks/matchers.ts';
import { inTurn } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, succeeded, summaryOf, textOf, valueAt } from '../harness/http/exchange.ts';
import { flow, without } from './api.ts';
import { JWT, LOGIN, PEM_FILE, TOKEN } from './ids.ts';
import { verifies } from './jwt.ts';

const LIST = 'kazoo.keys.list';
const LISTED = 'kazoo.keys.lists-signing-key';
const KEY = 'kazoo.key.get';
const FILE = 'kazoo.key.pem-file';
const SECRET = 'kazoo.practice.no-private-key';

/** How many keys of a list are fetched. */
const MOST_KEYS = 10;

const publicKey = /-----BEGIN [A-Z ]*PUBLIC KEY-----[\s\S]*?-----END [A-Z ]*PUBLIC KEY-----/;

/** The PEM of a public key in the response; `undefined` where there is none. */
const pemIn = (exchange: Exchange) => {
  const pem = valueAt(exchange, '/data/public_key_pem');
  return typeof pem === 'string' ? pem : undefined;
};

/** The ids of the keys that a list names. */
export const keyIdsIn = (list: Exchange): readonly string[] => {
  const ids = valueAt(list, '/data');
  return Array.isArray(ids) ? ids.map(String) : [];
};

const names =
  (kid: string): Matcher =>
  (list) => ({
    ok: keyIdsIn(list).includes(kid),
    expected: `the kid of the token, ${kid}`,
    actual: summaryOf(list),
  });

/** What a matcher of a PEM is given; a response without one is nothing that it applies to. */
const ofPem =
  (matcher: Matcher): Matcher =>
  (exchange, all) =>
    valueAt(exchange, '/data/public_key_pem') === undefined
      ? notApplicable('the key is shown without public_key_pem')
      : given((shown) => pemIn(shown) !== undefined, 'kazoo.key.public-key-pem-type', matcher)(exchange, all);

const publicPemIn = (exchange: Exchange) => {
  const pem = pemIn(exchange) ?? '';
  return publicKey.exec(pem)?.[0] ?? pem;
};

const verifiesWith = (token: string) =>
  ofPem((_last, all = []) => {
    const ok = all.some((key) => verifies(publicPemIn(key), token));
    const actual = ok ? 'one does' : `none of ${all.length} does`;
    return { ok, expected: 'a key that verifies the token', actual };
  });

const saysRsaPublicKey = ofPem((exchange) => {
  const pem = pemIn(exchange) ?? '';
  return {
    ok: pem.includes('-----BEGIN RSA PUBLIC KEY-----'),
    expected: 'BEGIN RSA PUBLIC KEY',
    actual: /-----BEGIN [^-]+-----/.exec(publicPemIn(exchange))?.[0] ?? 'no PEM',
  };
});

const pemFile = /^-----BEGIN [A-Z ]*PUBLIC KEY-----\r?\n[\s\S]+-----END [A-Z ]*PUBLIC KEY-----\s*$/;

const isPemFile: Matcher = (exchange) => ({
  ok: succeeded(exchange) && pemFile.test(textOf(exchange.response?.body)),
  expected: 'a PEM file',
  actual: summaryOf(exchange),
});

const tellsNoPrivateKey: Matcher = (exchange, all = [exchange]) => {
  const told = all.some(({ response }) => textOf(response?.body).includes('PRIVATE'));
  return { ok: !told, expected: 'no private key', actual: told ? 'a private key' : 'none' };
};

export const keys = flow(
  'the keys that sign tokens are listed, and verify them',
  {
    endpoint: 'token',
    judges: {
      [LIST]: TOKEN,
      ...each(contract('kazoo/keys-response').ids, TOKEN),
      [LISTED]: [LIST, 'kazoo.keys.data', JWT],
      [KEY]: [LIST, 'kazoo.keys.data'],
      ...each(contract('kazoo/key-response').ids, [KEY]),
      [FILE]: [KEY, SECRET],
      'kazoo.vendor.pem-file-type': [FILE],
      ...each(['kazoo.vendor.pem-shape', SECRET], [KEY]),
      'kazoo.key.verifies-tokens': [KEY, JWT],
    },
    skipFact: without('admin'),
  },
  async ({ kazoo, check, conforms, extract }) => {
    const token = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const list = await kazoo.call('GET', '/auth/keys', { token });
    check(LIST, list, succeeds);
    conforms('kazoo/keys-response', list, LIST);
    const kid = String(openJwt(token)?.header.kid);
    check(LISTED, list, names(kid));

    const listed = keyIdsIn(list);
    const pathOf = (id: string) => `/auth/keys/${encodeURIComponent(id)}`;
    const path = pathOf(listed.includes(kid) ? kid : (listed[0] ?? kid));
    const others = listed.slice(0, MOST_KEYS).filter((id) => pathOf(id) !== path);
    const keysListed = await inTurn([...others.map(pathOf), path], (one) => kazoo.call('GET', one, { token }));
    for (const one of keysListed) check(KEY, one, succeeds);
    const key = keysListed.at(-1) as Exchange;
    conforms('kazoo/key-response', key, KEY);
    check('kazoo.key.verifies-tokens', keysListed, verifiesWith(token));
    check('kazoo.vendor.pem-shape', key, saysRsaPublicKey);
    const file = await kazoo.call('GET', path, { token, headers: [['Accept', PEM_FILE]] });
    check(SECRET, [key, file], tellsNoPrivateKey);
    check(FILE, file, isPemFile);
    check('kazoo.vendor.pem-file-type', file, hasMediaType(PEM_FILE));
  },
);

export const keysForAdministrators = flow(
  'a user who is not an administrator sees no keys',
  {
    endpoint: 'token',
    judges: { 'kazoo.vendor.keys-for-administrators': [...TOKEN, LIST] },
    skipFact: without('admin'),
  },
  async ({ kazoo, refuses }) => {
    await refuses('kazoo.vendor.keys-for-administrators', {
      given: () => kazoo.admin,
      alter: () => kazoo.user,
      async send(user) {
        const token = valueAt(await kazoo.login(user), '/auth_token');
        return kazoo.call('GET', '/auth/keys', { token: String(token) });
      },
      accepted: succeeds,
    });
  },
);
