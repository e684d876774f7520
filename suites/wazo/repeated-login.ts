import { type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { valueAt } from '../harness/http/exchange.ts';
import { flow } from './api.ts';
import { ACCEPTED, ACCESS_TOKEN, LOGIN } from './ids.ts';

const REPEATABLE = 'wazo.token.login-repeatable';

const differ: Matcher = (second, [first = second] = []) => {
  const isSame = valueAt(first, '/data/token') === valueAt(second, '/data/token');
  return { ok: !isSame, expected: 'another token', actual: isSame ? 'the same token again' : 'another one' };
};

export const repeatedLogin = flow(
  'a login can be repeated',
  {
    endpoint: 'token',
    judges: {
      [REPEATABLE]: [...ACCESS_TOKEN, ACCEPTED],
      'wazo.practice.login-fresh-token': ACCESS_TOKEN,
      'wazo.token.survives-login': [...ACCESS_TOKEN, ACCEPTED],
    },
  },
  async ({ wazo, check, extract }) => {
    const [first, second] = [await wazo.createToken({ as: wazo.user }), await wazo.createToken({ as: wazo.user })];
    check('wazo.practice.login-fresh-token', [first, second], differ);
    const used = await wazo.useToken(extract(second, '/data/token', LOGIN));
    check(REPEATABLE, [first, second, used], succeeds);
    const earlier = await wazo.useToken(extract(first, '/data/token', LOGIN));
    check('wazo.token.survives-login', [first, second, earlier], succeeds);
  },
);
