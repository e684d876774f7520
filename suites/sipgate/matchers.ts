import { type Finding, type Matcher, undecided } from '../harness/checks/matchers.ts';
import { type Exchange, headerValues, mediaType, statusOf, summaryOf, valueAt } from '../harness/http/exchange.ts';
import { redirectOf, type Visit } from './visit.ts';

/** The JSON body's `error` is one of these. */
export function hasError(...codes: string[]): Matcher {
  return (exchange) => ({
    ok: codes.includes(String(valueAt(exchange, '/error'))),
    expected: `error ${codes.join(' or ')}`,
    actual: summaryOf(exchange),
  });
}

/** The redirect's `error` is one of these. */
export function redirectsWithError(...codes: string[]): Matcher {
  return (exchange) => ({
    ok: codes.includes(redirectOf(exchange)?.searchParams.get('error') ?? ''),
    expected: `a redirect to the application with error=${codes.join(' or ')}`,
    actual: redirected(exchange),
  });
}

/** The redirect's query, or its fragment where it has one (RFC 6749 §4.2.2.1), has this parameter with this value; `null`: does not have it. */
export function redirectHas(name: string, value: string | null): Matcher {
  return (exchange) => {
    const onward = redirectOf(exchange);
    const all = [onward?.search, onward?.hash.slice(1)].flatMap((text) => new URLSearchParams(text).getAll(name));
    return {
      ok: value === null ? all.length === 0 && onward !== undefined : all.length === 1 && all[0] === value,
      expected: value === null ? `a redirect without ${name}` : `a redirect with ${name}=${value}, once`,
      actual: onward ? `${name}: ${all.length === 0 ? 'none' : all.join(' | ')}` : summaryOf(exchange),
    };
  };
}

/**
 * A value is the issuer that the metadata tells, or the realm's own where they tell none. Where the metadata are wrong and
 * the value is right, that is the metadata's finding.
 */
export function isIssuer(name: string, value: unknown, { told, own }: { told: unknown; own: string }): Finding {
  const expected = typeof told === 'string' ? told : own;
  if (value !== expected && value === own) {
    return undecided(`${name} is the realm's URL, and the metadata tell another issuer`, 'sipgate.rfc.metadata-issuer');
  }
  return { ok: value === expected, expected: `${name} ${expected}`, actual: `${name} ${value ?? 'none'}` };
}

/** No redirect to that place, with or without a code. */
export function staysAwayFrom(redirectUri: string): Matcher {
  const place = redirectUri.split(/[?#]/)[0] ?? redirectUri;
  return (exchange) => {
    const onward = redirectOf(exchange);
    const ok = !onward?.href.startsWith(place) && !onward?.searchParams.has('code');
    return { ok, expected: `no redirect to ${place}`, actual: redirected(exchange) };
  };
}

/** A redirect to that place with a code: what must not happen. */
export function sendsCodeTo(redirectUri: string): Matcher {
  return (exchange) => ({
    ok: !staysAwayFrom(redirectUri)(exchange).ok,
    expected: `a redirect to ${redirectUri}`,
    actual: redirected(exchange),
  });
}

/** A Cache-Control with no-store among its directives (RFC 9111 §5.2). */
export const isNotStored: Matcher = (exchange) => {
  const values = exchange.response ? headerValues(exchange.response.headers, 'cache-control') : [];
  const directives = values.flatMap((value) => value.split(',')).map((one) => one.trim().toLowerCase());
  return {
    ok: directives.includes('no-store'),
    expected: 'Cache-Control with no-store',
    actual: values.length ? `Cache-Control: ${values.join(', ')}` : 'no Cache-Control',
  };
};

/** Framing is forbidden, by X-Frame-Options or by Content-Security-Policy frame-ancestors. */
export const isUnframeable: Matcher = ({ response }) => {
  const headers = response?.headers ?? [];
  const old = headerValues(headers, 'x-frame-options').some((value) => /^(deny|sameorigin)$/i.test(value.trim()));
  const csp = headerValues(headers, 'content-security-policy').some((value) => /frame-ancestors\s+(?!\*)/i.test(value));
  return {
    ok: old || csp,
    expected: 'X-Frame-Options, or frame-ancestors in Content-Security-Policy',
    actual: old || csp ? 'there' : 'neither',
  };
};

/** A page and no redirect: the error is shown to the user. */
export const showsErrorPage: Matcher = (exchange) => {
  const status = statusOf(exchange) ?? 0;
  return {
    ok: status >= 400 && status < 500,
    expected: 'an error page (4xx), and no redirect',
    actual: redirected(exchange),
  };
};

/** JSON by its media type. */
export const isJson: Matcher = ({ response }) => {
  const type = response && mediaType(response.headers);
  const ok = type === 'application/json' || Boolean(type?.endsWith('+json'));
  return { ok, expected: 'media type application/json', actual: type ?? 'no Content-Type' };
};

/** Judges what a whole visit came to; `picture` is where its last page is kept. */
export function visited(visit: Visit, expected: string, ok: boolean, picture?: string): Matcher {
  return () => ({ ok, expected, actual: courseOf(visit) + (picture ? ` (see ${picture})` : '') });
}

/** A redirect back to the application with a code, by a response or by a script of a page. */
export function bringsCode(visit: Visit): Matcher {
  const ok = Boolean(visit.redirect?.searchParams.get('code'));
  return () => ({ ok, expected: 'a redirect to the application with a code', actual: endOf(visit) });
}

/** The pages of a visit and where it ended, for people. */
export function courseOf(visit: Visit): string {
  const said = visit.pages.filter(({ kind, seen }) => kind !== 'other' || seen.text !== '');
  const pages = said.map(({ kind, seen }) => `${kind} page "${seen.text.slice(0, 120)}"`);
  return [...pages, endOf(visit)].join(', then ');
}

/** Where a visit ended, for people. */
export function endOf({ redirect, last, remark }: Visit): string {
  const end = redirect ? `redirect to ${placeOf(redirect)}` : redirected(last);
  return remark ? `${end} (${remark})` : end;
}

/** Where a response leads, without the values of the query but those that say what is wrong. */
export function redirected(exchange: Exchange): string {
  const onward = redirectOf(exchange);
  return onward ? `${statusOf(exchange)} to ${placeOf(onward)}` : summaryOf(exchange);
}

const LONGEST = 200;

/** A URL without the values of its query and fragment but those that say what is wrong (RFC 6749 §4.1.2.1, §4.2.2.1). */
function placeOf(url: URL): string {
  const told = (name: string, value: string) =>
    /^error(_description|_uri)?$/.test(name) ? `${name}=${value.slice(0, LONGEST)}` : name;
  const namesOf = (text: string) => [...new URLSearchParams(text)].map(([name, value]) => told(name, value)).join(', ');
  const fragment = url.hash === '' ? '' : ` and in the fragment ${namesOf(url.hash.slice(1))}`;
  return `${url.href.split(/[?#]/)[0]} with ${namesOf(url.search) || 'no query'}${fragment}`;
}
