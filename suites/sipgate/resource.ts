import { randomUUID } from 'node:crypto';
import { attemptsOf, without } from '../harness/checks/attempts.ts';
import { forgedTokens, openJwt } from '../harness/checks/jwt.ts';
import { hasHeader, type Matcher, succeeds, undecided } from '../harness/checks/matchers.ts';
import { nearMisses } from '../harness/checks/near-misses.ts';
import type { One } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { headerValues, summaryOf } from '../harness/http/exchange.ts';
import { flow, tokenIn } from './api.ts';
import { OPENED, REFRESH_TOKEN, TOKENS } from './ids.ts';
import { keysOf, pemsOf } from './keys.ts';
import { isNotSet, type SipgateTarget } from './target.ts';

const RESOURCE = 'sipgate.resource.bearer';
const NEEDS_TOKEN = 'sipgate.resource.needs-token';
const MADE_UP = 'sipgate.rfc.unknown-token-refused';
const ALTERED = 'sipgate.rfc.altered-token-refused';
const LAST = 'with another last character';
const LIMITS = 'sipgate.consent.limits-access';

export const resource = flow(
  'an access token opens the resource as Bearer',
  {
    endpoint: 'token',
    judges: {
      [RESOURCE]: TOKENS,
      ...each([NEEDS_TOKEN, 'sipgate.rfc.bearer-challenge', LIMITS, 'sipgate.rfc.bearer-any-case'], OPENED),
      ...each([MADE_UP, 'sipgate.rfc.invalid-token-error'], OPENED),
      'sipgate.rfc.token-not-in-query': [...OPENED, NEEDS_TOKEN],
      ...each([ALTERED, 'sipgate.rfc.id-token-opens-nothing'], [...OPENED, MADE_UP]),
      'sipgate.rfc.refresh-token-opens-nothing': [...OPENED, ...REFRESH_TOKEN, MADE_UP],
    },
    facts: { [LIMITS]: isNotSet('lesserScope') },
  },
  async ({ sipgate, check, refused, refuses }) => {
    const response = await sipgate.tokens();
    const token = tokenIn(response, 'access_token') ?? '';
    const control = await sipgate.useToken(token);
    check(RESOURCE, [response, control], opens(sipgate));
    const refusesUse = (id: string, send: () => Promise<One>, detail: Record<string, Matcher> = {}) =>
      refused(id, { control, refused: send, accepted: succeeds, detail });

    await refusesUse(NEEDS_TOKEN, () => sipgate.useToken(undefined), {
      'sipgate.rfc.bearer-challenge': hasHeader('www-authenticate', /^bearer\b/i),
    });
    await refusesUse(MADE_UP, () => sipgate.useToken(`tollgate-${randomUUID()}`), {
      'sipgate.rfc.invalid-token-error': hasHeader('www-authenticate', /^bearer\b.*error="?invalid_token/i),
    });
    const near = without(
      nearMisses(token, 'header'),
      ['empty', LAST],
      'no token is judged above; of the last character of a signature some bits mean nothing',
    );
    const refusal = { given: () => token, send: (value: string) => sipgate.useToken(value), accepted: succeeds };
    const jwt = openJwt(token);
    if (!jwt) await refuses(MADE_UP, { ...refusal, alter: attemptsOf(near, (_, made: string) => made) });
    await check(
      'sipgate.rfc.bearer-any-case',
      () => sipgate.get(sipgate.resourceUrl, [['Authorization', `bearer ${token}`]]),
      succeeds,
    );
    const mark = sipgate.resourceUrl.includes('?') ? '&' : '?';
    await refusesUse('sipgate.rfc.token-not-in-query', () =>
      sipgate.get(`${sipgate.resourceUrl}${mark}access_token=${encodeURIComponent(token)}`),
    );
    await refusesUse('sipgate.rfc.refresh-token-opens-nothing', () =>
      sipgate.useToken(tokenIn(response, 'refresh_token') ?? ''),
    );
    await refusesUse('sipgate.rfc.id-token-opens-nothing', async () => {
      const idToken = tokenIn(response, 'id_token');
      return idToken === undefined ? { notApplicable: 'the response has no id_token' } : sipgate.useToken(idToken);
    });
    const forged = jwt ? [...near, ...forgedTokens(jwt, pemsOf(await keysOf(sipgate)))] : [];
    await refuses(ALTERED, {
      ...refusal,
      unless: jwt ? undefined : { notApplicable: 'access tokens are opaque' },
      alter: attemptsOf(forged, (_, made: string) => made),
    });
    await refusesUse(LIMITS, async () => {
      const lesser = await sipgate.tokens({ params: { scope: sipgate.lesserScope } });
      const value = tokenIn(lesser, 'access_token');
      return value === undefined
        ? { nothing: `no token for ${sipgate.lesserScope}: ${summaryOf(lesser)}` }
        : sipgate.useToken(value);
    });
  },
);

/** The resource opens. That the default one wants another scope is a setting to correct. */
function opens({ resource }: SipgateTarget): Matcher {
  return (exchange) => {
    const told = headerValues(exchange.response?.headers ?? [], 'www-authenticate').join(', ');
    return resource === undefined && /insufficient_scope/.test(told)
      ? undecided(
          `userinfo, the default resource, wants another scope: add openid to sipgate.scope, or set sipgate.resource (${told})`,
        )
      : succeeds(exchange);
  };
}

const OTHER_REALM = 'sipgate.rfc.token-of-another-realm';

export const otherRealm = flow(
  'a token of one realm is worth nothing in another',
  { endpoint: 'token', judges: { [OTHER_REALM]: TOKENS }, facts: { [OTHER_REALM]: isNotSet('otherRealm') } },
  async ({ sipgate, refused }) => {
    const response = await sipgate.tokens({ params: { scope: `openid ${sipgate.scope}` } });
    const token = tokenIn(response, 'access_token') ?? '';
    await refused(OTHER_REALM, {
      control: () => sipgate.useToken(token, sipgate.at('/userinfo')),
      refused: async () =>
        (await sipgate.missingRealm()) ?? sipgate.useToken(token, sipgate.at('/userinfo', sipgate.otherRealm)),
      accepted: succeeds,
    });
  },
);
