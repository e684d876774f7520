import { type Exchange, headerValues, textOf } from './exchange.ts';
import { USER_AGENT } from './visitor.ts';

/** The path of a request; empty where its URL is none. */
export const pathOf = ({ request }: Exchange): string =>
  URL.canParse(request.url) ? new URL(request.url).pathname : '';

/** The members of a request's JSON body; none where it is no JSON object. */
export function bodyOf({ request }: Exchange): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(textOf(request.body));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

/** User name and password of a request's Basic credentials. */
export function basicOf({ request }: Exchange): string | undefined {
  const [header = ''] = headerValues(request.headers, 'authorization');
  const [, encoded] = /^basic +(\S+)$/i.exec(header) ?? [];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString();
}

/** The token that a request brings in X-Auth-Token. */
export const tokenIn = ({ request }: Exchange): string | undefined => headerValues(request.headers, 'x-auth-token')[0];

/** Everything of a request in which a text can stand, Basic credentials decoded. */
function partsOf(exchange: Exchange): readonly string[] {
  const { url, headers, body } = exchange.request;
  return [url, textOf(body), basicOf(exchange) ?? '', ...headers.map(([, value]) => value)];
}

/** Whether a request holds a text anywhere, as it is or as a URL or a form has it. */
export const holds = (exchange: Exchange, text: string): boolean =>
  partsOf(exchange).some((part) => part.includes(text) || part.includes(encodeURIComponent(text)));

/** Whether a request is a client's own: none of the suite's, and none by which a browser asks whether it may send one. */
export function isOfClient({ request }: Exchange): boolean {
  return headerValues(request.headers, 'user-agent')[0] !== USER_AGENT && request.method !== 'OPTIONS';
}
