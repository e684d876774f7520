import { equals, type Matcher } from '../harness/checks/matchers.ts';
import { type Exchange, headerValues, mediaType } from '../harness/http/exchange.ts';
import { finds } from './client-matchers.ts';
import { authorizationsOf, type Profile, payloadOf } from './platform-profile.ts';

/** A request as our receiver saw it: the path and query from the profile's name on. */
export const pathIn = (url: string): string => url.slice(url.indexOf('/tollgate-'));

/** The end of each request's path, for people. */
export const pathsOf = (exchanges: readonly Exchange[]): string =>
  exchanges.map(({ request: { method, url } }) => `${method} ${url.replace(/.*\//, '/')}`).join(', ');

/** Whether the request has this header field. */
const hasField = ({ request }: Exchange, [name, value]: readonly [string, string]) =>
  headerValues(request.headers, name).includes(value);

/** The request has all these header fields. */
export function hasFields(fields: Readonly<Record<string, string>>): Matcher {
  return (exchange) => {
    const missing = Object.entries(fields).filter((field) => !hasField(exchange, field));
    return {
      ok: missing.length === 0,
      expected: `the header fields ${Object.keys(fields).join(', ')} as configured`,
      actual: missing.length === 0 ? 'all' : `missing: ${missing.map(([name, value]) => `${name}: ${value}`).join()}`,
    };
  };
}

/** The request has none of these header fields. */
export function hasNoFields(names: readonly string[]): Matcher {
  return ({ request }) => {
    const found = names.filter((name) => headerValues(request.headers, name).length > 0);
    return { ok: found.length === 0, expected: 'none of the extra headers', actual: found.join(', ') || 'none' };
  };
}

/** The pair of a Basic header, as it is and decoded as RFC 6749 §2.3.1 asks. */
function basicPairs(exchange: Exchange): readonly string[] {
  const basic = /^basic (.*)$/i.exec(authorizationsOf(exchange)[0] ?? '')?.[1];
  if (basic === undefined) return [];
  const raw = Buffer.from(basic, 'base64').toString();
  const split = raw.split(/:(.*)/s).slice(0, 2);
  return [...split, ...split.map((text) => new URLSearchParams(`x=${text}`).get('x') ?? '')];
}

/** Everything that an authentication request says of its client, wherever it says it. */
export const saidIn = (exchange: Exchange): readonly string[] => [
  ...new URLSearchParams(exchange.request.url.split('?')[1] ?? '').values(),
  ...basicPairs(exchange),
  ...payloadOf(exchange).values(),
];

/** The authentication request holds a text somewhere. */
export const says =
  (text: string, what: string): Matcher =>
  (exchange) =>
    finds(saidIn(exchange).includes(text), what, 'not there')(exchange);

/** The authentication request holds all of these texts, character by character. */
export const saysExactly =
  (texts: Readonly<Record<string, string>>): Matcher =>
  (exchange) => {
    const said = saidIn(exchange);
    const lost = Object.keys(texts).filter((name) => !said.includes(texts[name] ?? ''));
    return {
      ok: lost.length === 0,
      expected: `${Object.keys(texts).join(', ')} as configured, with characters that need encoding`,
      actual: lost.length === 0 ? 'all' : `otherwise: ${lost.join(', ')}`,
    };
  };

/** The payload of the authentication request holds client ID and secret. */
export const hasCredentials =
  ({ clientId, clientSecret }: Profile): Matcher =>
  (exchange) => {
    const values = [...payloadOf(exchange).values()];
    const both = values.includes(clientId) && values.includes(clientSecret);
    return { ok: both, expected: 'client ID and secret in the payload', actual: both ? 'both' : 'elsewhere' };
  };

/** The authentication request is a form that is not empty. */
export const isForm: Matcher = (exchange) => {
  const type = mediaType(exchange.request.headers) ?? 'no Content-Type';
  const expected = 'application/x-www-form-urlencoded';
  return { ok: type === expected && payloadOf(exchange).size > 0, expected, actual: type };
};

/** The callback holds this token, as it is, in some header field. */
export const holdsToken =
  (token: string): Matcher =>
  (exchange) => {
    const values = exchange.request.headers.flatMap(([, value]) => value.split(/\s+/));
    const actual = authorizationsOf(exchange).join(' | ') || 'no Authorization';
    return { ok: values.includes(token), expected: `the token ${token}`, actual };
  };

/** The callback has one Authorization field, with the word Bearer and something behind it. */
export const isBearer: Matcher = (exchange) => {
  const fields = authorizationsOf(exchange);
  const ok = fields.length === 1 && /^bearer [^ ]+$/i.test(fields[0] ?? '');
  return { ok, expected: 'one field Authorization: Bearer <token>', actual: fields.join(' | ') || 'none' };
};

/** The request has the path and query of this URL of a profile, however they are encoded. */
export const hasTarget =
  (url: string): Matcher =>
  (exchange) =>
    equals('the path and query', targetIn(url), targetIn(exchange.request.url))(exchange);

/** The path of a URL. */
const pathOf = (url: string): string => pathIn(url).split('?')[0] ?? '';

/** The pairs of a query, decoded. */
export const pairsOf = (url: string): readonly (readonly [string, string])[] => [
  ...new URLSearchParams(url.split('?').slice(1).join('?')),
];

function targetIn(url: string): object {
  return { path: decodedPath(pathOf(url)), query: pairsOf(url) };
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The request has the path of this URL. */
export const hasPath =
  (url: string): Matcher =>
  (exchange) =>
    equals('the path', pathOf(url), pathOf(exchange.request.url))(exchange);

/** The request has every pair of the URL's query, in its order; others may stand between them. */
export const hasQuery =
  (url: string): Matcher =>
  (exchange) => {
    const came = pairsOf(exchange.request.url).map((pair) => JSON.stringify(pair));
    const wanted = pairsOf(url).map((pair) => JSON.stringify(pair));
    const inOrder = came.filter((pair) => wanted.includes(pair));
    return { ...equals('the query', wanted.join(), inOrder.join())(exchange), actual: came.join() || 'no query' };
  };

/** The token is not in the URL of the callback. */
export const hasNoTokenInUrl =
  (token: string): Matcher =>
  ({ request }) => ({
    ok: !request.url.includes(token) && !pairsOf(request.url).some(([, value]) => value.includes(token)),
    expected: 'a URL without the token',
    actual: pathIn(request.url),
  });
