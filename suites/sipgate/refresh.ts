import { contract } from '../harness/checks/contract.ts';
import { given, type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import { succeeded } from '../harness/http/exchange.ts';
import { flow, issuesNothing, issuesToken, tokenIn } from './api.ts';
import { REFRESH_TOKEN, REFRESHED, REPLACED } from './ids.ts';

const REFRESH = 'sipgate.refresh.issues';
const OPENS = 'sipgate.refresh.opens-resource';
const REALM = 'sipgate.refresh.realm-parameter';
const NEW_REFRESH = 'sipgate.refresh.new-refresh-token';

export const refresh = flow(
  'a refresh token gets a new set of tokens',
  {
    endpoint: 'refresh',
    judges: {
      ...each([REFRESH, ...contract('sipgate/refreshed-response').ids], REFRESH_TOKEN),
      ...each(['sipgate.refresh.new-access-token', REALM], REFRESHED),
      [NEW_REFRESH]: REPLACED,
      'sipgate.refresh.again': REPLACED,
      [OPENS]: [...REFRESHED, 'sipgate.resource.bearer'],
    },
  },
  async ({ sipgate, check, conforms }) => {
    const first = await sipgate.tokens();
    const refreshed = await sipgate.refresh(tokenIn(first, 'refresh_token') ?? '');
    check(REFRESH, refreshed, succeeds);
    conforms('sipgate/refreshed-response', refreshed, REFRESH);
    check('sipgate.refresh.new-access-token', [first, refreshed], isNew('access_token'));
    check(NEW_REFRESH, [first, refreshed], isNew('refresh_token'));
    await check(OPENS, async () => [refreshed, await sipgate.useToken(tokenIn(refreshed, 'access_token'))], succeeds);
    await check(
      'sipgate.refresh.again',
      async () => [refreshed, await sipgate.refresh(tokenIn(refreshed, 'refresh_token') ?? '')],
      issuesToken,
    );
    await check(
      REALM,
      async () => {
        const fresh = tokenIn(await sipgate.tokens(), 'refresh_token') ?? '';
        return sipgate.refresh(fresh, { params: { realm: sipgate.realm } });
      },
      issuesToken,
    );
  },
);

/** The token of the last response is another than that of the first. */
function isNew(name: 'access_token' | 'refresh_token'): Matcher {
  return (last, [first = last] = []) => {
    const same = tokenIn(first, name) === tokenIn(last, name);
    return { ok: !same, expected: `a new ${name}`, actual: same ? 'the old one again' : 'a new one' };
  };
}

const ROTATED = 'sipgate.practice.refresh-rotation';

export const rotation = flow(
  'a refresh token that was replaced is worth nothing',
  {
    endpoint: 'refresh',
    judges: {
      [ROTATED]: [...REPLACED, NEW_REFRESH],
      'sipgate.rfc.refresh-replay-ends-family': [...REPLACED, NEW_REFRESH, where(ROTATED)],
    },
  },
  async ({ sipgate, check }) => {
    const old = tokenIn(await sipgate.tokens(), 'refresh_token') ?? '';
    const second = await sipgate.refresh(old);
    const replay = await sipgate.refresh(old);
    check(
      ROTATED,
      [second, replay],
      given(() => succeeded(second), REFRESH, issuesNothing('a refusal of the refresh token that was used before')),
    );
    await check(
      'sipgate.rfc.refresh-replay-ends-family',
      async () => [second, replay, await sipgate.refresh(tokenIn(second, 'refresh_token') ?? '')],
      issuesNothing('a refusal of its successor as well, once the old one was tried'),
    );
  },
);
