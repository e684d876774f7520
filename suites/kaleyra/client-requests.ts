import { equals, type Matcher } from '../harness/checks/matchers.ts';
import { type Exchange, headerValues, mediaType } from '../harness/http/exchange.ts';
import { finds } from './client-matchers.ts';
import { type Profile, payloadOf } from './platform.ts';

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

/** Everything that an authentication request says of its client, wherever it says it. */
function saidIn(exchange: Exchange): readonly string[] {
  const basic = /^basic (.*)$/i.exec(headerValues(exchange.request.headers, 'authorization')[0] ?? '')?.[1];
  const pair = basic === undefined ? '' : decodeURIComponent(Buffer.from(basic, 'base64').toString());
  const url = decodeURIComponent(exchange.request.url.split('?')[1] ?? '');
  return `${url} ${pair.replace(':', ' ')} ${[...payloadOf(exchange).values()].join(' ')}`.split(/[ &=]/);
}

/** The authentication request holds a text somewhere. */
export const says =
  (text: string, what: string): Matcher =>
  (exchange) =>
    finds(saidIn(exchange).includes(text), what, 'not there')(exchange);

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

const authorizationsOf = ({ request }: Exchange) => headerValues(request.headers, 'authorization');

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

/** The requests were made by these methods. */
export function methods(expected: readonly string[], exchanges: readonly (Exchange | undefined)[]): Matcher {
  return equals(
    'methods',
    expected,
    exchanges.map((exchange) => exchange?.request.method),
  );
}
