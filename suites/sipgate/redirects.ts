import { type Matcher, undecided } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, summaryOf } from '../harness/http/exchange.ts';
import { flow, givesCode } from './api.ts';
import { CODES } from './ids.ts';
import { isIssuer, redirected, redirectHas } from './matchers.ts';
import { redirectOf } from './visit.ts';

const STATE = 'sipgate.rfc.state-returned';
const QUERY = 'sipgate.code.query-kept';

export const redirects = flow(
  'the redirect brings back what the application needs',
  {
    endpoint: 'sso-callback',
    judges: each(
      [
        STATE,
        'sipgate.rfc.state-only-if-sent',
        'sipgate.rfc.iss',
        QUERY,
        'sipgate.code.redirect-uri',
        'sipgate.rfc.codes-differ',
        'sipgate.rfc.code-entropy',
      ],
      CODES,
    ),
    facts: {
      [QUERY]: ({ client }) =>
        client.redirectUriWithQuery === undefined ? 'sipgate.client.redirectUriWithQuery is not set' : undefined,
    },
  },
  async ({ sipgate, check }) => {
    const state = `a b+c%2Fd&e=f "g"${'h'.repeat(300)}`;
    const withState = await sipgate.authorize({ as: sipgate.user, params: { state } });
    check(STATE, withState.last, redirectHas('state', state));
    const without = await sipgate.authorize({ as: sipgate.user });
    check('sipgate.rfc.state-only-if-sent', without.last, redirectHas('state', null));
    const { issuer } = await sipgate.metadata();
    check('sipgate.rfc.iss', without.last, (exchange) =>
      isIssuer('iss', redirectOf(exchange)?.searchParams.getAll('iss').join(' '), {
        told: issuer,
        own: sipgate.issuer,
      }),
    );
    check('sipgate.code.redirect-uri', without.last, leadsWithCodeTo(sipgate.client.redirectUri));
    const both = [withState.last, without.last];
    check('sipgate.rfc.codes-differ', both, ofCodes(differ));
    check('sipgate.rfc.code-entropy', both, ofCodes(haveEntropy));

    const { redirectUriWithQuery = '' } = sipgate.client;
    await check(
      QUERY,
      async () => (await sipgate.authorize({ as: sipgate.user, params: { redirect_uri: redirectUriWithQuery } })).last,
      keepsQueryOf(redirectUriWithQuery),
    );
  },
);

/** A redirect with a code to the place of a URI, whatever else its query has. */
function leadsWithCodeTo(uri: string): Matcher {
  const placeOf = ({ origin, pathname }: URL) => `${origin}${pathname}`;
  return (exchange) => {
    const onward = redirectOf(exchange);
    const place = onward && placeOf(onward);
    const ok = place === placeOf(new URL(uri)) && givesCode(exchange).ok;
    return { ok, expected: `a redirect with a code to ${uri}`, actual: redirected(exchange) };
  };
}

/** A redirect with a code and with the whole query that the URI has itself. */
function keepsQueryOf(uri: string): Matcher {
  return (exchange) => {
    const query = redirectOf(exchange)?.searchParams;
    const own = new URL(uri).searchParams;
    const ok = Boolean(query?.has('code')) && [...own].every(([name, value]) => query?.get(name) === value);
    return {
      ok,
      expected: `a redirect with code and with ${own}`,
      actual: query ? [...query.keys()].join(', ') : summaryOf(exchange),
    };
  };
}

type OfCodes = (codes: readonly string[]) => ReturnType<Matcher>;

/** Judges the codes of redirects, each of which has one. */
function ofCodes(judge: OfCodes): Matcher {
  return (exchange, all: readonly Exchange[] = [exchange]) => {
    const codes = all.map((one) => redirectOf(one)?.searchParams.get('code') ?? '');
    return codes.includes('') ? undecided('one of the authorization requests gave no code', STATE) : judge(codes);
  };
}

const differ: OfCodes = (codes) => {
  const ok = new Set(codes).size === codes.length;
  return { ok, expected: 'another code each time', actual: ok ? 'another' : 'the same code' };
};

const haveEntropy: OfCodes = (codes) => {
  const length = Math.min(...codes.map((code) => code.length));
  return {
    ok: length >= 22,
    expected: 'codes of 22 characters or more: room for 128 random bits',
    actual: `${length} characters`,
  };
};
