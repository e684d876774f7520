import { contract } from '../harness/checks/contract.ts';
import { openJwt } from '../harness/checks/jwt.ts';
import { hasMediaType, type Matcher, succeeds, undecided } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { summaryOf, textOf, valueAt } from '../harness/http/exchange.ts';
import { flow, without } from './api.ts';
import { JWT, LOGIN, TOKEN } from './ids.ts';
import { verifies } from './jwt.ts';

const LIST = 'kazoo.keys.list';
const LISTED = 'kazoo.keys.lists-signing-key';
const KEY = 'kazoo.key.get';
const VERIFIES = 'kazoo.key.verifies-tokens';
const SHAPE = 'kazoo.vendor.pem-shape';
const FILE = 'kazoo.key.pem-file';
const TYPE = 'kazoo.vendor.pem-file-type';
const SECRET = 'kazoo.practice.no-private-key';

const PUBLIC_PART = /-----BEGIN [A-Z ]*PUBLIC KEY-----[\s\S]*?-----END [A-Z ]*PUBLIC KEY-----/;
const pemFile = /^-----BEGIN [A-Z ]*PUBLIC KEY-----\r?\n[\s\S]+-----END [A-Z ]*PUBLIC KEY-----\s*$/;

export const keys = flow(
  'the keys that sign tokens are listed, and verify them',
  {
    endpoint: 'token',
    judges: {
      ...each([LIST, ...contract('kazoo/keys-response').ids], TOKEN),
      [LISTED]: [LIST, 'kazoo.keys.data', JWT],
      [KEY]: [LIST, 'kazoo.keys.data'],
      ...each([...contract('kazoo/key-response').ids, SHAPE, FILE, TYPE, SECRET], [KEY]),
      [VERIFIES]: [KEY, JWT],
    },
    skipFact: without('admin'),
  },
  async ({ kazoo, check, conforms, extract }) => {
    const token = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const list = await kazoo.call('GET', '/auth/keys', { token });
    check(LIST, list, succeeds);
    conforms('kazoo/keys-response', list, LIST);
    const ids = valueAt(list, '/data');
    const listed = (Array.isArray(ids) ? ids : []).map(String);
    const kid = String(openJwt(token)?.header.kid);
    check(LISTED, list, (exchange) => ({
      ok: listed.includes(kid),
      expected: `the kid of the token, ${kid}`,
      actual: summaryOf(exchange),
    }));

    const path = `/auth/keys/${encodeURIComponent(listed.includes(kid) ? kid : (listed[0] ?? kid))}`;
    const key = await kazoo.call('GET', path, { token });
    check(KEY, key, succeeds);
    conforms('kazoo/key-response', key, KEY);
    const pem = valueAt(key, '/data/public_key_pem');
    const ofPem = (judge: (pem: string, publicPart: string) => ReturnType<Matcher>): Matcher => {
      if (typeof pem !== 'string') return () => undecided('there is no PEM', 'kazoo.key.public-key-pem');
      return () => judge(pem, PUBLIC_PART.exec(pem)?.[0] ?? pem);
    };
    const verified = ofPem((_, publicPart) => {
      const ok = verifies(publicPart, token);
      return { ok, expected: 'a key that verifies the token', actual: ok ? 'it does' : 'it does not' };
    });
    check(VERIFIES, [list, key], verified);
    const isOfRsa = ofPem((whole, publicPart) => ({
      ok: whole.includes('-----BEGIN RSA PUBLIC KEY-----'),
      expected: 'BEGIN RSA PUBLIC KEY',
      actual: /-----BEGIN [^-]+-----/.exec(publicPart)?.[0] ?? 'no PEM',
    }));
    check(SHAPE, key, isOfRsa);
    const file = await kazoo.call('GET', path, { token, headers: [['Accept', 'application/x-pem-file']] });
    check(FILE, file, (exchange) => ({
      ok:
        succeeds(exchange).ok &&
        pemFile.test(
          textOf(exchange.response?.body).replace(
            /^-----BEGIN RSA PRIVATE[\s\S]*?-----END RSA PRIVATE KEY-----\s*/,
            '',
          ),
        ),
      expected: 'a PEM file',
      actual: summaryOf(exchange),
    }));
    check(TYPE, file, hasMediaType('application/x-pem-file'));
    check(SECRET, [key, file], () => {
      const told = [key, file].some(({ response }) => textOf(response?.body).includes('PRIVATE'));
      return { ok: !told, expected: 'no private key', actual: told ? 'a private key' : 'none' };
    });
  },
);
