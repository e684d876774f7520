import { openJwt } from '../harness/checks/jwt.ts';
import { equals, type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, valueAt } from '../harness/http/exchange.ts';
import { flow, isEmptySuccess, type KazooApi, without } from './api.ts';
import { JWT, LOGIN, TOKEN } from './ids.ts';
import { judgeTrials, loginAgain, trialsOf, useWhenEnded } from './sessions.ts';

type Kazoo = KazooApi['kazoo'];

const everything = without('destructive', 'ownAccounts', 'superDuper', 'admin');
const KEY_ONLY = 'kazoo.key-reset.by-super-duper-only';
const KEY_AGAIN = 'kazoo.key-reset.login-again';

const pemOf = (key: Exchange) => valueAt(key, '/data/public_key_pem');

/** A key as an administrator sees it. */
async function keyAt(kazoo: Kazoo, path: string): Promise<Exchange> {
  const token = valueAt(await kazoo.login(kazoo.admin), '/auth_token');
  return kazoo.call('GET', path, { token: String(token) });
}

const isAnother: Matcher = (key, [before = key] = []) => ({
  ok: pemOf(before) !== pemOf(key),
  expected: 'another public key than before',
  actual: pemOf(before) === pemOf(key) ? 'the same key' : 'another key',
});

export const keyReset = flow(
  'a reset of the private key ends all tokens',
  {
    endpoint: 'token',
    judges: {
      [KEY_ONLY]: [...TOKEN, JWT, 'kazoo.key.get'],
      ...each(['kazoo.key-reset.empty-success', 'kazoo.key-reset.ends-tokens', KEY_AGAIN], [KEY_ONLY]),
      'kazoo.key-reset.new-key': [KEY_AGAIN],
    },
    skipFact: everything,
  },
  async ({ kazoo, check, movableClock, refused, extract }) => {
    const token = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const admin = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const path = `/auth/keys/${encodeURIComponent(String(openJwt(token)?.header.kid))}`;
    const resetBy = (caller: string | undefined) => kazoo.act(path, caller, 'reset_private_key');
    const before = await keyAt(kazoo, path);
    const strangers = { 'an administrator': admin, 'a user': token, nobody: undefined };
    const trials = await trialsOf(strangers, resetBy, () => keyAt(kazoo, path));
    const root = extract(await kazoo.login(kazoo.superDuper), '/auth_token', LOGIN);
    const current = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const control = await kazoo.useToken(current);
    const reset = await resetBy(root);
    judgeTrials({ check, refused }, KEY_ONLY, trials, reset, (key) =>
      equals('the public key', pemOf(before), pemOf(key))(key),
    );

    check('kazoo.key-reset.empty-success', reset, isEmptySuccess);
    await refused('kazoo.key-reset.ends-tokens', {
      control,
      refused: () => useWhenEnded(kazoo, current, !movableClock),
      accepted: succeeds,
    });
    await check(KEY_AGAIN, () => loginAgain(kazoo, reset), succeeds);
    const noPem = { nothing: 'the public key cannot be read', blockedBy: 'kazoo.key.public-key-pem' };
    await check(
      'kazoo.key-reset.new-key',
      async () => {
        const after = await keyAt(kazoo, path);
        return [before, after].every((key) => typeof pemOf(key) === 'string') ? [before, after] : noPem;
      },
      isAnother,
    );
  },
);

const ONLY = 'kazoo.system-reset.by-super-duper-only';
const ENDS = 'kazoo.system-reset.ends-tokens';

export const systemReset = flow(
  'a reset of the system secret ends all tokens',
  {
    endpoint: 'token',
    judges: {
      [ONLY]: TOKEN,
      ...each(['kazoo.system-reset.empty-success', ENDS, 'kazoo.system-reset.login-again'], [ONLY]),
    },
    skipFact: everything,
  },
  async ({ kazoo, check, movableClock, refused, extract }) => {
    const user = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const admin = extract(await kazoo.login(kazoo.admin), '/auth_token', LOGIN);
    const resetBy = (token: string | undefined) => kazoo.act('/auth', token, 'reset_signature_secret');
    const strangers = { 'an administrator': admin, 'a user': user, nobody: undefined };
    const trials = await trialsOf(strangers, resetBy, () => kazoo.useToken(user));
    const current = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    const root = extract(await kazoo.login(kazoo.superDuper), '/auth_token', LOGIN);
    const controls = [await kazoo.useToken(current), await kazoo.useToken(root)] as const;
    const reset = await resetBy(root);
    judgeTrials({ check, refused }, ONLY, trials, reset);

    check('kazoo.system-reset.empty-success', reset, isEmptySuccess);
    const ended = (token: string, patient: boolean) => () => useWhenEnded(kazoo, token, patient);
    await refused(ENDS, { control: controls[0], refused: ended(current, !movableClock), accepted: succeeds });
    await refused(ENDS, { control: controls[1], refused: ended(root, false), accepted: succeeds });
    await check('kazoo.system-reset.login-again', () => loginAgain(kazoo, reset), succeeds);
  },
);
