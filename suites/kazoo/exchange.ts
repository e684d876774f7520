import { randomUUID } from 'node:crypto';
import { openJwt } from '../harness/checks/jwt.ts';
import { equals, type Matcher } from '../harness/checks/matchers.ts';
import { orNothing } from '../harness/checks/seen.ts';
import { each } from '../harness/flow/dependencies.ts';
import { type Exchange, headerValues, mediaType, statusOf, textOf, valueAt } from '../harness/http/exchange.ts';
import { flow, type Sso, without } from './api.ts';
import { UNLINKED } from './ids.ts';

const GRANT = 'kazoo.rfc.exchange-grant-type';
const REDIRECT = 'kazoo.rfc.exchange-redirect-uri';
const CLIENT = 'kazoo.rfc.exchange-client';
const ONCE = 'kazoo.rfc.exchange-once';
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

const isGrant =
  (code: string): Matcher =>
  (exchange) => {
    const form = formOf(exchange);
    const grant = [mediaType(exchange.request.headers), form.get('grant_type'), form.get('code') === code];
    const wanted = ['application/x-www-form-urlencoded', 'authorization_code', true];
    return equals('media type, grant_type and whether the code is there', wanted, grant)(exchange);
  };

const hasRedirectUri =
  (redirectUri: string | undefined): Matcher =>
  (exchange) =>
    equals('redirect_uri', redirectUri, formOf(exchange).get('redirect_uri'))(exchange);

const isOfApplication =
  (sso: Sso | undefined): Matcher =>
  (exchange) => {
    const [id, secret] = clientOf(exchange);
    const ok = id === sso?.clientId && secret === sso?.clientSecret;
    const actual = ok ? 'these' : `client_id ${id}, with ${secret ? 'another secret' : 'no secret'}`;
    return { ok, expected: 'client_id and secret of the application', actual };
  };

const isOnlyOne: Matcher = (exchange, all = [exchange]) => equals('number of exchanges', 1, all.length)(exchange);

const schemeOf = ({ request }: Exchange) =>
  headerValues(request.headers, 'authorization')[0]?.split(' ')[0]?.toLowerCase();

const isBearer: Matcher = (exchange) => equals('scheme of Authorization', 'bearer', schemeOf(exchange))(exchange);

const carriesNot =
  (accessToken: string): Matcher =>
  (callback) => {
    const claims = openJwt(String(valueAt(callback, '/auth_token')))?.claims;
    const carried = JSON.stringify(claims).includes(accessToken);
    return { ok: !carried, expected: 'claims without the access token', actual: carried ? 'it is there' : 'none' };
  };

export const exchange = flow(
  'the code is exchanged once, as the provider expects it',
  {
    endpoint: 'sso-callback',
    judges: { ...each([GRANT, REDIRECT, CLIENT, ONCE, BEARER]), [CARRIES]: [BEARER] },
    skipFact: without('sso'),
  },
  async ({ kazoo, check }) => {
    const since = await kazoo.mark();
    const code = await kazoo.mintCode({ subject: kazoo.newSubject() });
    const callback = await kazoo.callback(kazoo.callbackData(code));
    const made = (await kazoo.asked(since, code, 1)).filter(({ request }) => request.method === 'POST');
    const exchanges = orNothing(made, 'the target asked our identity provider nothing', UNLINKED);
    const first = orNothing(made.slice(0, 1), 'the target asked our identity provider nothing', UNLINKED);
    check(GRANT, first, isGrant(code));
    check(REDIRECT, first, hasRedirectUri(kazoo.sso?.redirectUri));
    check(CLIENT, first, isOfApplication(kazoo.sso));
    check(ONCE, exchanges, isOnlyOne);

    const [given] = made;
    const accessToken = given && statusOf(given) === 200 ? valueAt(given, '/access_token') : undefined;
    if (typeof accessToken !== 'string') {
      const cause = given ? causeOf(given, code) : UNLINKED;
      const absent = { nothing: 'the exchange gave no access token', blockedBy: cause };
      check(BEARER, absent, isBearer);
      check(CARRIES, absent, isBearer);
      return;
    }
    const asked = await kazoo.askedWith(since, accessToken);
    const isEnded = asked.length === 0 && made.length > 1;
    const ended = { nothing: 'the second use of the code ended the access token', blockedBy: ONCE };
    check(BEARER, isEnded ? ended : [asked[0] ?? (given as Exchange)], isBearer);
    const jwt = openJwt(String(valueAt(callback, '/auth_token')));
    const noJwt = { nothing: 'no JWT was issued', blockedBy: 'kazoo.callback.unlinked-token' };
    check(CARRIES, isEnded ? ended : jwt ? callback : noJwt, carriesNot(accessToken));

    function causeOf(refused: Exchange, sent: string): string {
      if (!isGrant(sent)(refused).ok) return GRANT;
      if (!hasRedirectUri(kazoo.sso?.redirectUri)(refused).ok) return REDIRECT;
      return isOfApplication(kazoo.sso)(refused).ok ? GRANT : CLIENT;
    }
  },
);

const arrives =
  (code: string, redirectUri: string): Matcher =>
  (exchange) => {
    const form = formOf(exchange);
    return equals('code and redirect_uri', [code, redirectUri], [form.get('code'), form.get('redirect_uri')])(exchange);
  };

export const encoding = flow(
  'codes and redirect URIs arrive whatever characters they hold',
  {
    endpoint: 'sso-callback',
    judges: { 'kazoo.rfc.exchange-encoded': [GRANT, REDIRECT] },
    skipFact: without('sso'),
  },
  async ({ kazoo, check }) => {
    const since = await kazoo.mark();
    const word = randomUUID();
    const { redirectUri: usual = '' } = kazoo.sso ?? {};
    const redirectUri = `${usual}${usual.includes('?') ? '&' : '?'}view=apps&lang=en`;
    const order = { subject: kazoo.newSubject(), redirectUri, code: `${word}&scope=more+than=asked%26 é` };
    const code = await kazoo.mintCode(order);
    await kazoo.callback({ ...kazoo.callbackData(code), redirect_uri: redirectUri });
    const made = (await kazoo.asked(since, word, 1)).filter(({ request }) => request.method === 'POST');
    const first = orNothing(made.slice(0, 1), 'the target did not exchange the code', GRANT);
    check('kazoo.rfc.exchange-encoded', first, arrives(order.code, redirectUri));
  },
);
