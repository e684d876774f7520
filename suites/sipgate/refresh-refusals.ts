import { randomUUID } from 'node:crypto';
import { only, type Row, row, without } from '../harness/checks/attempts.ts';
import { hasStatus, type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { nearMisses } from '../harness/checks/near-misses.ts';
import { type One, once } from '../harness/checks/seen.ts';
import { each, where } from '../harness/flow/dependencies.ts';
import { statusOf, succeeded, summaryOf } from '../harness/http/exchange.ts';
import { flow, issuesToken, type Params, type TokenOptions, tokenIn } from './api.ts';
import { MISSING, nearSecrets, puttingInto, unknownClients } from './exchange-clients.ts';
import { OPENED, REFRESHED } from './ids.ts';
import { hasError, isJson, isNotStored } from './matchers.ts';
import { sparing } from './sparing.ts';
import { isNotSet } from './target.ts';

const TOKEN = 'sipgate.refresh.unknown-token-refused';
const BOUND = 'sipgate.rfc.refresh-bound-to-client';
const NARROWED = 'sipgate.rfc.refresh-scope-narrowed';
const WIDENED = 'sipgate.rfc.refresh-scope-not-widened';
const OPENS_LESS = 'sipgate.rfc.narrowed-token-opens-less';
const ID_KIND = 'sipgate.rfc.id-token-refreshes-nothing';

/** Rows of which each stands for a kind: the exchange tries them all, and each attempt here is a login of its own. */
const some = (rows: readonly Row[]) =>
  only(rows, [
    'an id of nobody',
    "another client's secret",
    'with one letter in the other case',
    'with another last character',
    'without its last character',
    'its first 8 characters',
    'with a character behind it',
    '%',
  ]);

export const refusedRefreshes = flow(
  'a refresh needs the client and its token',
  {
    endpoint: 'refresh',
    judges: {
      ...each(['sipgate.refresh.client-authenticated', 'sipgate.refresh.client-secret-needed'], REFRESHED),
      ...each(['sipgate.refresh.unknown-client-refused', 'sipgate.refresh.client-id-needed'], REFRESHED),
      ...each([TOKEN, 'sipgate.rfc.error-status', 'sipgate.rfc.error-json', 'sipgate.rfc.error-no-store'], REFRESHED),
      ...each(['sipgate.rfc.refresh-invalid-grant', BOUND, NARROWED], REFRESHED),
      ...each(['sipgate.rfc.access-token-refreshes-nothing', ID_KIND], REFRESHED),
      [WIDENED]: [...OPENED, ...REFRESHED],
      [OPENS_LESS]: [...OPENED, ...REFRESHED, where(NARROWED), 'sipgate.consent.limits-access'],
    },
    facts: {
      [BOUND]: isNotSet('otherClient'),
      [NARROWED]: isNotSet('lesserScope'),
      [WIDENED]: isNotSet('lesserScope'),
      [OPENS_LESS]: isNotSet('lesserScope'),
    },
  },
  async ({ sipgate, check, refused, refuses }) => {
    const { client, otherClient, lesserScope, scope } = sipgate;
    const refreshTokenFor = async (asked = scope) =>
      tokenIn(await sipgate.tokens({ params: { scope: asked } }), 'refresh_token') ?? '';
    const refreshWith = async (options: TokenOptions) => sipgate.refresh(await refreshTokenFor(), options);
    const control = once(() => refreshWith({}));
    const refusesOne = (id: string, send: () => Promise<One>, detail: Record<string, Matcher> = {}) =>
      refused(id, { control, refused: send, accepted: issuesToken, detail });

    const refusal = {
      given: (): Params => ({}),
      send: sparing({
        make: refreshTokenFor,
        use: (token, params) => sipgate.refresh(token, { params }),
        next: (response) => tokenIn(response, 'refresh_token'),
      }),
      accepted: issuesToken,
    };
    for (const [id, name, rows] of [
      [
        'sipgate.refresh.client-authenticated',
        'client_secret',
        [row('a secret of nobody', `wrong-${randomUUID()}`), ...some(nearSecrets(client, otherClient))],
      ],
      ['sipgate.refresh.client-secret-needed', 'client_secret', MISSING],
      ['sipgate.refresh.unknown-client-refused', 'client_id', some(unknownClients(client))],
      ['sipgate.refresh.client-id-needed', 'client_id', MISSING],
    ] as const) {
      await refuses(id, { ...refusal, alter: puttingInto<string | undefined>(name, rows) });
    }
    await refusesOne(TOKEN, () => sipgate.refresh(`tollgate-${randomUUID()}`), {
      'sipgate.rfc.refresh-invalid-grant': hasError('invalid_grant'),
      'sipgate.rfc.error-status': hasStatus(400),
      'sipgate.rfc.error-json': isJson,
      'sipgate.rfc.error-no-store': isNotStored,
    });
    const near = without(nearMisses(await refreshTokenFor(), 'form'), ['empty'], 'an empty parameter is a missing one');
    const code = row('a code', await sipgate.code());
    await refuses(TOKEN, { ...refusal, alter: puttingInto('refresh_token', [code, ...near]) });
    await refusesOne(BOUND, () => refreshWith({ client: otherClient }));
    await refusesOne('sipgate.rfc.access-token-refreshes-nothing', async () =>
      sipgate.refresh(tokenIn(await sipgate.tokens(), 'access_token') ?? ''),
    );
    await refusesOne(ID_KIND, async () => {
      const idToken = tokenIn(await sipgate.tokens(), 'id_token');
      return idToken === undefined ? { notApplicable: 'the response has no id_token' } : sipgate.refresh(idToken);
    });

    const narrowed = once(() => refreshWith({ params: { scope: lesserScope } }));
    await check(NARROWED, narrowed, issuesToken);
    await refused(OPENS_LESS, {
      control: async () => sipgate.useToken(tokenIn(await control(), 'access_token')),
      refused: async () => sipgate.useToken(tokenIn(await narrowed(), 'access_token')),
      accepted: succeeds,
    });
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
