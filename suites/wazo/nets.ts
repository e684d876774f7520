import { hasMediaType, hasStatus, notApplicable } from '../harness/checks/matchers.ts';
import { type Exchange, headerValues, statusOf, succeeded, textOf, valueAt } from '../harness/http/exchange.ts';
import { always, keepsContract, type OfKind } from '../harness/nets/contracts.ts';
import { givenOnce, keptApart, keptIn, neverAccepted } from '../harness/nets/invariants.ts';
import type { Net } from '../harness/nets/under-all.ts';
import { type Account, issuesToken, type WazoTarget } from './api.ts';
import { ACTS } from './ids.ts';
import { apart, lifetimeOf } from './times.ts';

/** The members of a JSON body that we have sent; none where it is no object. */
function sentIn({ request }: Exchange): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(textOf(request.body)));
  } catch {
    return {};
  }
}

/** What a request to make a token asks for; `undefined` of any other request. */
function askedFor(exchange: Exchange): 'online' | 'offline' | 'refresh' | undefined {
  const { method, url } = exchange.request;
  if (method !== 'POST' || !/\/token(?:\?|$)/.test(url)) return undefined;
  const { refresh_token, access_type } = sentIn(exchange);
  if (refresh_token !== undefined) return 'refresh';
  return access_type === 'offline' ? 'offline' : 'online';
}

const made = (kind: ReturnType<typeof askedFor>) => (exchange: Exchange) =>
  succeeded(exchange) && askedFor(exchange) === kind;
/** The same of what was not sent wrong on purpose, such as an expiration that must be refused. */
const inOrder =
  (kind: ReturnType<typeof askedFor>): OfKind<WazoTarget> =>
  (exchange, _, { onPurpose }) =>
    !onPurpose && made(kind)(exchange);
const isMade = (exchange: Exchange) => succeeded(exchange) && askedFor(exchange) !== undefined;
const isRefused = (exchange: Exchange) => statusOf(exchange) === 401 && askedFor(exchange) !== undefined;
const isList = (exchange: Exchange) =>
  succeeded(exchange) &&
  exchange.request.method === 'GET' &&
  /\/users\/[^/]+\/tokens(?:\?|$)/.test(exchange.request.url);

/** The lifetime is what was asked for. */
const lifetimeAsAsked = (exchange: Exchange) => {
  const { expiration } = sentIn(exchange);
  if (typeof expiration !== 'number') return notApplicable('no expiration was asked for');
  return apart('issued_at', 'expires_at', expiration)(exchange);
};

const defaultLifetime = (exchange: Exchange) =>
  made('online')(exchange) && sentIn(exchange).expiration === undefined ? { value: lifetimeOf(exchange) } : undefined;

/** The account of the target file whose name the Basic credentials have, and whether they have its password. */
function basicIn(
  { request }: Exchange,
  { user, otherUser }: WazoTarget,
): (Account & { readonly isRight: boolean }) | undefined {
  const fields = headerValues(request.headers, 'authorization');
  const [, credentials] = /^Basic (\S+)$/i.exec(fields.length === 1 ? (fields[0] ?? '') : '') ?? [];
  if (credentials === undefined) return undefined;
  const pairs = (['utf8', 'latin1'] as const).map((encoding) => Buffer.from(credentials, 'base64').toString(encoding));
  // An empty password has a requirement of its own.
  const account = [user, otherUser].find(
    (one) => one && pairs.some((pair) => pair.startsWith(`${one.name}:`) && pair !== `${one.name}:`),
  );
  return account && { ...account, isRight: pairs.includes(`${account.name}:${account.password}`) };
}

const withWrongPassword = (kind: ReturnType<typeof askedFor>) => (target: WazoTarget) => (exchange: Exchange) =>
  askedFor(exchange) === kind && basicIn(exchange, target)?.isRight === false ? issuesToken : undefined;

/** Whose credentials a request has, as far as they are known from what went before: a password, a token, a refresh token. */
function ownersIn(target: WazoTarget) {
  const ownerOf = new Map<unknown, string>();
  return (exchange: Exchange): string | undefined => {
    const kind = askedFor(exchange);
    const [token] = headerValues(exchange.request.headers, 'x-auth-token');
    const owner =
      kind === 'refresh'
        ? ownerOf.get(sentIn(exchange).refresh_token)
        : kind
          ? basicIn(exchange, target)?.name
          : ownerOf.get(token);
    if (owner !== undefined && succeeded(exchange) && kind) {
      for (const name of ['token', 'refresh_token']) {
        const value = valueAt(exchange, `/data/${name}`);
        if (value !== undefined && !ownerOf.has(value)) ownerOf.set(value, owner);
      }
    }
    return owner;
  };
}

/** Whose identity a login or a refresh gives, and whose it must be. */
const identityOf = (kinds: readonly string[]) => (target: WazoTarget) => {
  const ownerOf = ownersIn(target);
  return (exchange: Exchange) => {
    const of = ownerOf(exchange);
    const value = valueAt(exchange, '/data/auth_id');
    const isOfKind = succeeded(exchange) && kinds.includes(askedFor(exchange) ?? '');
    return isOfKind && of !== undefined && typeof value === 'string' ? { value, of } : undefined;
  };
};

const tokensOf = (exchange: Exchange) => ['token', 'refresh_token'].map((name) => valueAt(exchange, `/data/${name}`));

/** The access token that a response gives out; that the refresh token beside it is the same has a requirement of its own. */
const tokensMade =
  (...kinds: ReturnType<typeof askedFor>[]) =>
  (exchange: Exchange) => {
    const [token, refreshToken] = tokensOf(exchange);
    return kinds.some((kind) => made(kind)(exchange)) && token !== refreshToken ? [token] : [];
  };

/** A refresh token with the one user and client_id that it is for. */
const holderOf = (target: WazoTarget) => (exchange: Exchange) => {
  const token = valueAt(exchange, '/data/refresh_token');
  const owner = basicIn(exchange, target)?.name;
  if (!made('offline')(exchange) || typeof token !== 'string' || token === '' || owner === undefined) return undefined;
  return { value: [owner, sentIn(exchange).client_id], of: token };
};

export const NET: Net<WazoTarget> = {
  role: 'wazo.server',
  endpoint: 'token',
  rules: [
    keepsContract('wazo/token-response', made('online')),
    keepsContract('wazo/offline-token-response', made('offline')),
    keepsContract('wazo/refreshed-token-response', made('refresh')),
    keepsContract('wazo/token-list-response', isList),
    keepsContract('wazo/refused-response', isRefused),
    always('wazo.vendor.json-content-type', isMade, hasMediaType('application/json')),
    always('wazo.vendor.login-status', made('online'), hasStatus(200)),
    always('wazo.vendor.refresh-status', made('refresh'), hasStatus(200)),
    always('wazo.vendor.lifetime-exact', inOrder('online'), lifetimeAsAsked),
    always('wazo.vendor.refresh-lifetime-exact', inOrder('refresh'), lifetimeAsAsked),
    keptIn(
      'wazo.vendor.default-lifetime',
      'the lifetime in seconds of a login that asks for none',
      () => defaultLifetime,
    ),
    neverAccepted('wazo.token.wrong-password-refused', withWrongPassword('online')),
    neverAccepted('wazo.refresh.offline-needs-credentials', withWrongPassword('offline')),
    givenOnce('wazo.practice.login-fresh-token', 'an access token', () => tokensMade('online', 'offline')),
    givenOnce('wazo.refresh.new-access-token', 'an access token', () => tokensMade('refresh')),
    keptIn('wazo.vendor.refresh-token-per-user', 'the user and client_id of a refresh token', holderOf),
    keptIn(ACTS, 'the auth_id of a user', identityOf(['online', 'offline'])),
    keptIn('wazo.vendor.same-auth-id', 'the auth_id of a user', identityOf(['online', 'offline', 'refresh'])),
    keptApart(ACTS, (target) => {
      const ownerOf = ownersIn(target);
      return (exchange) => {
        const asker = ownerOf(exchange);
        return asker === undefined ? undefined : { asker, secrets: isMade(exchange) ? tokensOf(exchange) : [] };
      };
    }),
  ],
};
