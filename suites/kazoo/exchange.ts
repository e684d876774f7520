import { randomUUID } from 'node:crypto';
import { openJwt } from '../harness/checks/jwt.ts';
import { equals, type Finding, type Matcher } from '../harness/checks/matchers.ts';
import { orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, headerValues, mediaType, statusOf, textOf, valueAt } from '../harness/http/exchange.ts';
import { flow, without } from './api.ts';
import { UNLINKED } from './ids.ts';

const GRANT = 'kazoo.rfc.exchange-grant-type';
const REDIRECT = 'kazoo.rfc.exchange-redirect-uri';
const CLIENT = 'kazoo.rfc.exchange-client';
const ONCE = 'kazoo.rfc.exchange-once';
const ENCODED = 'kazoo.rfc.exchange-encoded';
const BEARER = 'kazoo.rfc.profile-bearer';
const CARRIES = 'kazoo.practice.no-idp-token';

const formOf = ({ request }: Exchange) => new URLSearchParams(textOf(request.body));

/** client_id and secret of an exchange: in the form, or as HTTP Basic with form-encoded parts (RFC 6749 §2.3.1). */
function clientOf(exchange: Exchange): readonly (string | null)[] {
  const form = formOf(exchange);
  const basic = /^Basic (.+)$/i.exec(headerValues(exchange.request.headers, 'authorization')[0] ?? '')?.[1];
  if (basic === undefined) return [form.get('client_id'), form.get('client_secret')];
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':');
  const decoded = new URLSearchParams(`id=${id}&secret=${secret}`);
  return [decoded.get('id'), decoded.get('secret')];
}

const SENDS_GRANT = [GRANT, REDIRECT, CLIENT] as const;

export const exchange = flow(
  'the code is exchanged once, as the provider expects it',
  {
    endpoint: 'sso-callback',
    judges: each([...SENDS_GRANT, ONCE, BEARER, CARRIES]),
    skipFact: without('sso'),
  },
  async ({ kazoo, check }) => {
    const since = await kazoo.mark();
    const code = await kazoo.mintCode({ subject: kazoo.newSubject() });
    const callback = await kazoo.callback(kazoo.callbackData(code));
    const exchanges = (await kazoo.asked(since, code, 1)).filter(({ request }) => request.method === 'POST');
    const [first] = exchanges;
    const nothing = { nothing: 'the target asked our identity provider nothing', blockedBy: UNLINKED };

    const matchers: Readonly<Record<(typeof SENDS_GRANT)[number], Matcher>> = {
      [GRANT]: (one) => {
        const form = formOf(one);
        const grant = [mediaType(one.request.headers), form.get('grant_type'), form.get('code') === code];
        const wanted = ['application/x-www-form-urlencoded', 'authorization_code', true];
        return equals('media type, grant_type and whether the code is there', wanted, grant)(one);
      },
      [REDIRECT]: (one) => equals('redirect_uri', kazoo.sso?.redirectUri, formOf(one).get('redirect_uri'))(one),
      [CLIENT]: (one) => showsClient(one, [kazoo.sso?.clientId, kazoo.sso?.clientSecret]),
    };
    for (const id of SENDS_GRANT) check(id, first ?? nothing, matchers[id]);
    check(ONCE, first ? exchanges : nothing, equals('number of exchanges', 1, exchanges.length));

    const accessToken = first && valueAt(first, '/access_token');
    const isIssued = first && statusOf(first) === 200 && typeof accessToken === 'string';
    const cause = SENDS_GRANT.find((id) => first && !matchers[id](first).ok) ?? GRANT;
    const noToken = first ? { nothing: 'the exchange gave no access token', blockedBy: cause } : nothing;
    const asked = isIssued ? await kazoo.askedWith(since, accessToken) : [];
    const spent = { nothing: 'the second use of the code ended the access token', blockedBy: ONCE };
    const gone = !isIssued ? noToken : asked.length === 0 && exchanges.length > 1 ? spent : undefined;

    const scheme = headerValues(asked[0]?.request.headers ?? [], 'authorization')[0]
      ?.split(' ')[0]
      ?.toLowerCase();
    check(
      BEARER,
      gone ?? orNothing([...asked, first].slice(0, 1), nothing.nothing),
      equals('scheme of Authorization', 'bearer', scheme),
    );
    const jwt = openJwt(String(valueAt(callback, '/auth_token')));
    const noJwt = {
      nothing: 'no JWT was issued',
      blockedBy: scheme === 'bearer' ? 'kazoo.callback.unlinked-token' : BEARER,
    };
    check(CARRIES, gone ?? (jwt ? orNothing([first, callback], nothing.nothing) : noJwt), () => {
      const carried = JSON.stringify(jwt?.claims).includes(String(accessToken));
      return { ok: !carried, expected: 'claims without the access token', actual: carried ? 'it is there' : 'none' };
    });
  },
);

/** The exchange has the client's id and secret; neither is shown. */
function showsClient(one: Exchange, own: readonly (string | undefined)[]): Finding {
  const [id, secret] = clientOf(one);
  const ok = JSON.stringify([id, secret]) === JSON.stringify(own);
  const other = `client_id ${id}, with ${secret ? 'another secret' : 'no secret'}`;
  return { ok, expected: 'client_id and secret of the application', actual: ok ? 'these' : other };
}

export const encoding = flow(
  'codes and redirect URIs arrive whatever characters they hold',
  { endpoint: 'sso-callback', judges: { [ENCODED]: [GRANT, REDIRECT] }, skipFact: without('sso') },
  async ({ kazoo, check }) => {
    const since = await kazoo.mark();
    const word = randomUUID();
    const { redirectUri = '' } = kazoo.sso ?? {};
    const odd = {
      code: `${word}&scope=more+than=asked%26 é`,
      redirectUri: `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}view=apps&lang=en`,
    };
    const code = await kazoo.mintCode({ subject: kazoo.newSubject(), ...odd });
    const callback = await kazoo.callback({ ...kazoo.callbackData(code), redirect_uri: odd.redirectUri });
    const exchanges = (await kazoo.asked(since, word, 1)).filter(({ request }) => request.method === 'POST');
    const [first] = exchanges;
    const sent = first ? [callback, first] : { nothing: 'the target did not exchange the code', blockedBy: GRANT };
    check(ENCODED, sent, (one) => {
      const form = formOf(one);
      return equals(
        'code and redirect_uri',
        [odd.code, odd.redirectUri],
        [form.get('code'), form.get('redirect_uri')],
      )(one);
    });
  },
);
