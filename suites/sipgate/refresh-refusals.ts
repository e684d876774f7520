import { randomUUID } from 'node:crypto';
import type { Matcher } from '../harness/checks/matchers.ts';
import { type One, once } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { statusOf, succeeded, summaryOf } from '../harness/http/exchange.ts';
import { flow, issuesToken, type TokenOptions, tokenIn } from './api.ts';
import { OPENED, REFRESHED } from './ids.ts';
import { hasError } from './matchers.ts';
import { isNotSet } from './target.ts';

const BOUND = 'sipgate.rfc.refresh-bound-to-client';
const NARROWED = 'sipgate.rfc.refresh-scope-narrowed';
const WIDENED = 'sipgate.rfc.refresh-scope-not-widened';
const ID_KIND = 'sipgate.rfc.id-token-refreshes-nothing';

export const refusedRefreshes = flow(
  'a refresh needs the client and its token',
  {
    endpoint: 'refresh',
    judges: {
      ...each(['sipgate.refresh.client-authenticated', 'sipgate.refresh.unknown-token-refused'], REFRESHED),
      ...each(['sipgate.rfc.refresh-invalid-grant', BOUND, NARROWED], REFRESHED),
      ...each(['sipgate.rfc.access-token-refreshes-nothing', ID_KIND], REFRESHED),
      [WIDENED]: [...OPENED, ...REFRESHED],
    },
    facts: {
      [BOUND]: isNotSet('otherClient'),
      [NARROWED]: isNotSet('lesserScope'),
      [WIDENED]: isNotSet('lesserScope'),
    },
  },
  async ({ sipgate, check, refused }) => {
    const { client, otherClient, lesserScope, scope } = sipgate;
    const refreshTokenFor = async (asked = scope) =>
      tokenIn(await sipgate.tokens({ params: { scope: asked } }), 'refresh_token') ?? '';
    const refreshWith = async (options: TokenOptions) => sipgate.refresh(await refreshTokenFor(), options);
    const control = once(() => refreshWith({}));
    const refuses = (id: string, send: () => Promise<One>, detail: Record<string, Matcher> = {}) =>
      refused(id, { control, refused: send, accepted: issuesToken, detail });

    await refuses('sipgate.refresh.client-authenticated', () =>
      refreshWith({ client: { ...client, secret: `wrong-${randomUUID()}` } }),
    );
    await refuses('sipgate.refresh.unknown-token-refused', () => sipgate.refresh(`tollgate-${randomUUID()}`), {
      'sipgate.rfc.refresh-invalid-grant': hasError('invalid_grant'),
    });
    await refuses(BOUND, () => refreshWith({ client: otherClient }));
    await refuses('sipgate.rfc.access-token-refreshes-nothing', async () =>
      sipgate.refresh(tokenIn(await sipgate.tokens(), 'access_token') ?? ''),
    );
    await refuses(ID_KIND, async () => {
      const idToken = tokenIn(await sipgate.tokens(), 'id_token');
      return idToken === undefined ? { notApplicable: 'the response has no id_token' } : sipgate.refresh(idToken);
    });

    await check(NARROWED, () => refreshWith({ params: { scope: lesserScope } }), issuesToken);
    await check(
      WIDENED,
      async () => {
        const wider = await sipgate.refresh(await refreshTokenFor(lesserScope), { params: { scope } });
        return succeeded(wider) ? [wider, await sipgate.useToken(tokenIn(wider, 'access_token'))] : wider;
      },
      opensNothingMore,
    );
  },
);

/** A refresh for a wider scope is refused, or its token opens no more than before. */
const opensNothingMore: Matcher = (last, all = [last]) => ({
  ok: !succeeded(last),
  expected: 'a refusal, or a token for what was granted alone',
  actual: all.length > 1 ? `a token that the resource answers with ${statusOf(last)}` : summaryOf(last),
});
