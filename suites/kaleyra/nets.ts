import { hasHeader, hasMediaType, hasStatus, type Matcher } from '../harness/checks/matchers.ts';
import {
  type Exchange,
  headerValues,
  jsonOf,
  mediaType,
  succeeded,
  summaryOf,
  textOf,
} from '../harness/http/exchange.ts';
import { always, keepsContract } from '../harness/nets/contracts.ts';
import { keptIn, neverAccepted } from '../harness/nets/invariants.ts';
import type { Net } from '../harness/nets/under-all.ts';
import { joinUrl } from '../harness/target/url.ts';
import { type Client, type CustomerTarget, isToken } from './api.ts';
import { valueAtPath } from './field-path.ts';
import { TOKEN_UNIQUE, WRONG_SECRET } from './ids.ts';

const isAuthUrl = ({ request }: Exchange, { url, authUrl }: CustomerTarget) =>
  request.url.split('?')[0] === joinUrl(url, authUrl).split('?')[0];

const tokenIn = (exchange: Exchange, { tokenFieldPath, fieldPaths }: CustomerTarget): unknown => {
  const body = jsonOf(exchange);
  return 'value' in body ? valueAtPath(body.value, tokenFieldPath, fieldPaths) : undefined;
};

/** A response that issues a token. */
const issues = (exchange: Exchange, target: CustomerTarget) =>
  isAuthUrl(exchange, target) && succeeded(exchange) && isToken(tokenIn(exchange, target));

const issuesToken =
  (target: CustomerTarget): Matcher =>
  (exchange) => ({
    ok: issues(exchange, target),
    expected: `a 2xx response with a token at ${target.tokenFieldPath}`,
    actual: summaryOf(exchange),
  });

function parametersIn({ request }: Exchange): ReadonlyMap<string, unknown> {
  const text = textOf(request.body);
  if (text === '') return new Map(new URLSearchParams(request.url.split('?')[1] ?? ''));
  if (mediaType(request.headers) !== 'application/json') return new Map(new URLSearchParams(text));
  try {
    return new Map(Object.entries(JSON.parse(text)));
  } catch {
    return new Map();
  }
}

/** The client whose credentials a request has, in the parameters or as Basic; `undefined` where there are none, or both. */
function clientIn(exchange: Exchange): Client | undefined {
  const [basic] = headerValues(exchange.request.headers, 'authorization');
  const parameters = parametersIn(exchange);
  const [id, secret] = [parameters.get('client_id'), parameters.get('client_secret')];
  if (basic === undefined) return typeof id === 'string' && typeof secret === 'string' ? { id, secret } : undefined;
  const pair = Buffer.from(/^Basic (\S+)$/i.exec(basic)?.[1] ?? '', 'base64').toString();
  const [name = '', ...rest] = pair.split(':');
  return secret === undefined && pair.includes(':')
    ? { id: decoded(name), secret: decoded(rest.join(':')) }
    : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

const requestsWithWrongSecret = (target: CustomerTarget) => (exchange: Exchange) => {
  const given = isAuthUrl(exchange, target) ? clientIn(exchange) : undefined;
  const named = [target.client, target.otherClient].find((one) => one && one.id === given?.id);
  const isRight = named && [named.secret, decoded(named.secret)].includes(given?.secret ?? '');
  return named && !isRight ? issuesToken(target) : undefined;
};

/** A token with the one client that it is for. */
const holderOf = (target: CustomerTarget) => (exchange: Exchange) => {
  const client = clientIn(exchange);
  if (client === undefined || !issues(exchange, target)) return undefined;
  return { value: client.id, of: String(tokenIn(exchange, target)) };
};

export const SERVER_NET: Net<CustomerTarget> = {
  role: 'kaleyra.server',
  endpoint: 'advanced-auth-callback',
  rules: [
    keepsContract('kaleyra/token-response', issues),
    always('kaleyra.rfc.token-status', issues, hasStatus(200)),
    always('kaleyra.rfc.token-media-type', issues, hasMediaType('application/json')),
    always('kaleyra.rfc.no-store', issues, hasHeader('Cache-Control', /(^|[\s,])no-store($|[\s,])/i)),
    always('kaleyra.rfc.no-cache', issues, hasHeader('Pragma', /(^|[\s,])no-cache($|[\s,])/i)),
    neverAccepted(WRONG_SECRET, requestsWithWrongSecret),
    keptIn(TOKEN_UNIQUE, 'the client of a token', holderOf),
  ],
};
