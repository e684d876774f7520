import { headerValues, jsonOf, responseOf, textOf, valueAt } from '../harness/http/exchange.ts';
import type { Fired } from '../harness/target/trigger.ts';
import type { Begun } from './client-session.ts';

/**
 * The login that a trigger says it has begun: by a redirect, by the member `location` of its JSON, or by the first URL
 * with a redirect_uri in what it printed.
 */
export function begunBy(fired: Fired, redirectUri: string): Begun {
  const request = [...placesIn(fired)].filter((text) => URL.canParse(text)).map((text) => new URL(text))[0];
  if (!request) return { redirectUri };
  const { searchParams } = request;
  return {
    request,
    clientId: searchParams.get('client_id') ?? undefined,
    redirectUri: searchParams.get('redirect_uri') ?? redirectUri,
    state: searchParams.get('state') ?? undefined,
  };
}

function* placesIn({ exchange, printed }: Fired): Generator<string> {
  const response = exchange && responseOf(exchange);
  if (response) yield* headerValues(response.headers, 'location');
  if (exchange && 'value' in jsonOf(exchange)) yield String(valueAt(exchange, '/location') ?? '');
  const text = response ? textOf(response.body) : printed;
  yield* text.match(/https?:\/\/[^\s"'<>]*redirect_uri=[^\s"'<>]*/g) ?? [];
}

/** The URL to which the provider leads the user's browser back. */
export function callbackUrl({ redirectUri, state }: Begun, code: string): string {
  const url = new URL(URL.canParse(redirectUri) ? redirectUri : 'http://127.0.0.1/');
  url.searchParams.set('code', code);
  if (state !== undefined) url.searchParams.set('state', state);
  return url.href;
}
