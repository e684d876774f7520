import { openJwt } from '../harness/checks/jwt.ts';
import { succeeds } from '../harness/checks/matchers.ts';
import { isAbsent } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, valueAt } from '../harness/http/exchange.ts';
import { flow, isEmptySuccess, type KazooApi, without } from './api.ts';
import { loginAgain, useWhenEnded } from './ended.ts';
import { JWT, LOGIN, TOKEN } from './ids.ts';

type Kazoo = KazooApi['kazoo'];

const everything = without('destructive', 'ownAccounts', 'superDuper', 'admin');
/** A key's PEM as an administrator sees it. */
async function pemAt(kazoo: Kazoo, path: string): Promise<readonly [Exchange, unknown]> {
  const token = valueAt(await kazoo.login(kazoo.admin), '/auth_token');
  const key = await kazoo.call('GET', path, { token: String(token) });
  return [key, valueAt(key, '/data/public_key_pem')];
}

const KEY = {
  only: 'kazoo.key-reset.by-super-duper-only',
  empty: 'kazoo.key-reset.empty-success',
  ends: 'kazoo.key-reset.ends-tokens',
  again: 'kazoo.key-reset.login-again',
  fresh: 'kazoo.key-reset.new-key',
};

export const keyReset = flow(
  'a reset of the private key ends all tokens',
  {
    endpoint: 'token',
    judges: {
      ...each(Object.values(KEY), [...TOKEN, JWT, 'kazoo.keys.lists-signing-key', 'kazoo.key.get']),
      [KEY.fresh]: [KEY.again],
    },
    skipFact: everything,
  },
  async ({ kazoo, check, movableClock, refused, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const path = `/auth/keys/${encodeURIComponent(String(openJwt(token)?.header.kid))}`;
    const [, before] = await pemAt(kazoo, path);
    const admin = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const tried = await kazoo.act(path, admin, 'reset_private_key');
    const root = extract(await kazoo.login(kazoo.superDuper), '/auth_token', LOGIN);
    const current = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const control = await kazoo.useToken(current);
    const reset = await kazoo.act(path, root, 'reset_private_key');
    refused(KEY.only, { control: reset, refused: tried, accepted: succeeds });
    const done = succeeds(reset).ok ? reset : { nothing: 'the key was not reset', blockedBy: KEY.only };
    check(KEY.empty, done, isEmptySuccess);
    const ended = isAbsent(done) ? done : await useWhenEnded(kazoo, current, !movableClock);
    refused(KEY.ends, { control, refused: ended, accepted: succeeds });
    await check(KEY.again, async () => [done, ...(await loginAgain(kazoo))], succeeds);
    const isAnother = async () => {
      const [key, after] = await pemAt(kazoo, path);
      const isRead = typeof before === 'string' && typeof after === 'string';
      return isRead
        ? [reset, key]
        : { nothing: 'the public key cannot be read', blockedBy: 'kazoo.key.public-key-pem' };
    };
    await check(KEY.fresh, isAnother, (key) => {
      const isSame = valueAt(key, '/data/public_key_pem') === before;
      return {
        ok: !isSame,
        expected: 'another public key than before',
        actual: isSame ? 'the same key' : 'another key',
      };
    });
  },
);

const SYSTEM = {
  only: 'kazoo.system-reset.by-super-duper-only',
  empty: 'kazoo.system-reset.empty-success',
  ends: 'kazoo.system-reset.ends-tokens',
  again: 'kazoo.system-reset.login-again',
};

export const systemReset = flow(
  'a reset of the system secret ends all tokens',
  { endpoint: 'token', judges: each(Object.values(SYSTEM), TOKEN), skipFact: everything },
  async ({ kazoo, check, movableClock, refused, extract }) => {
    const reset = (token: string) => kazoo.act('/auth', token, 'reset_signature_secret');
    const tried = await reset(extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN));
    const root = extract(await kazoo.login(kazoo.superDuper), '/auth_token', LOGIN);
    const current = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const controls = [await kazoo.useToken(current), await kazoo.useToken(root)] as const;
    const made = await reset(root);
    refused(SYSTEM.only, { control: made, refused: tried, accepted: succeeds });
    const done = succeeds(made).ok ? made : { nothing: 'the secret was not reset', blockedBy: SYSTEM.only };
    check(SYSTEM.empty, done, isEmptySuccess);
    const ended = async (token: string) => (isAbsent(done) ? done : useWhenEnded(kazoo, token, !movableClock));
    refused(SYSTEM.ends, { control: controls[0], refused: await ended(current), accepted: succeeds });
    refused(SYSTEM.ends, { control: controls[1], refused: await ended(root), accepted: succeeds });
    await check(SYSTEM.again, async () => [done, ...(await loginAgain(kazoo))], succeeds);
  },
);
