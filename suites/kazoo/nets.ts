import { type Exchange, headerValues, jsonOf, statusOf, succeeded, textOf } from '../harness/http/exchange.ts';
import { keepsContract, type OfKind } from '../harness/nets/contracts.ts';
import { keptIn } from '../harness/nets/invariants.ts';
import type { Net } from '../harness/nets/under-all.ts';
import { joinUrl } from '../harness/target/url.ts';
import { credentialsOf, issuesToken, type KazooTarget, type User } from './api.ts';
import { LOGIN, PEM_FILE } from './ids.ts';
import { claimOf } from './jwt.ts';

/** The path of a request below /v2; `undefined` where the target was not asked but has asked, such as a provider. */
function pathOf({ request }: Exchange, { url }: KazooTarget): string | undefined {
  const api = joinUrl(url, '/v2');
  return request.url.startsWith(`${api}/`) ? request.url.slice(api.length).split('?')[0] : undefined;
}

/** Responses of 2xx with JSON to a method at a path below /v2. */
const at = (method: string, path: RegExp) => (exchange: Exchange, target: KazooTarget) =>
  succeeded(exchange) &&
  exchange.request.method === method &&
  path.test(pathOf(exchange, target) ?? '') &&
  'value' in jsonOf(exchange);

/** Responses of a kind to requests with a token, as the samples have it. */
const withToken =
  (isOfKind: OfKind<KazooTarget>): OfKind<KazooTarget> =>
  (exchange, target, sent) =>
    headerValues(exchange.request.headers, 'X-Auth-Token').some((token) => token !== '') &&
    isOfKind(exchange, target, sent);

/** A key as JSON, which is not what a request for a PEM file gets. */
const isKey: OfKind<KazooTarget> = (exchange, target) =>
  at('GET', /^\/auth\/keys\/[^/]+$/)(exchange, target) &&
  !headerValues(exchange.request.headers, 'Accept').includes(PEM_FILE);

/** A response of which the document shows the envelope. */
const isShown: OfKind<KazooTarget> = (exchange, target, sent) =>
  at('GET', /^\/auth\/(?:(?:providers|apps|links)(?:\/[^/]+)?|keys)$/)(exchange, target) ||
  at('PUT', /^\/auth\/(?:callback|(?:links|keys)\/[^/]+)$/)(exchange, target) ||
  at('DELETE', /^\/auth\/links\/[^/]+$/)(exchange, target) ||
  at('POST', /^\/auth\/tokeninfo$/)(exchange, target) ||
  isKey(exchange, target, sent) ||
  isTokenInfo(exchange, target, sent);

/** What is told of a token that the request names. */
const isTokenInfo: OfKind<KazooTarget> = (exchange, target) =>
  at('GET', /^\/auth\/tokeninfo$/)(exchange, target) && new URL(exchange.request.url).searchParams.has('token');

/** A response about the application of the target file, or about its provider; of others less may be known. */
const about = (what: 'app' | 'provider') => (exchange: Exchange, target: KazooTarget) => {
  const id = what === 'app' ? target.sso?.clientId : target.sso?.provider;
  const isOne = at('GET', /^\/auth\/(?:apps|providers)\/[^/]+$/)(exchange, target);
  return isOne && id !== undefined && exchange.request.url.endsWith(`/auth/${what}s/${encodeURIComponent(id)}`);
};

const isUnauthorized = (exchange: Exchange, target: KazooTarget) =>
  statusOf(exchange) === 401 && pathOf(exchange, target) !== undefined;

/** The user of the target file who logs in; `undefined` of any other request. */
function userIn({ request }: Exchange, target: KazooTarget): User | undefined {
  if (request.method !== 'PUT' || !request.url.endsWith('/v2/user_auth')) return undefined;
  try {
    const { credentials, account_name } = JSON.parse(textOf(request.body)).data;
    const { user, otherUser, admin, otherAdmin, superDuper } = target;
    const users = [user, otherUser, admin, otherAdmin, superDuper].filter((one) => one !== undefined);
    return users.find((one) => credentialsOf(one) === credentials && one.account === account_name);
  } catch {
    return undefined;
  }
}

/** Whose a login is, by the claims of its token. */
const identityOf = (target: KazooTarget) => (exchange: Exchange) => {
  const user = userIn(exchange, target);
  if (!user || !issuesToken(exchange).ok) return undefined;
  const value = [claimOf(exchange, 'account_id'), claimOf(exchange, 'owner_id')];
  return { value, of: `${user.name} of ${user.account}` };
};

export const SERVER_NET: Net<KazooTarget> = {
  role: 'kazoo.server',
  endpoint: 'token',
  rules: [
    keepsContract('kazoo/providers-response', at('GET', /^\/auth\/providers$/)),
    keepsContract('kazoo/provider-response', about('provider')),
    keepsContract('kazoo/apps-response', at('GET', /^\/auth\/apps$/)),
    keepsContract('kazoo/app-response', about('app')),
    keepsContract('kazoo/keys-response', at('GET', /^\/auth\/keys$/)),
    keepsContract('kazoo/key-response', isKey),
    keepsContract('kazoo/links-response', at('GET', /^\/auth\/links$/)),
    keepsContract('kazoo/link-response', at('GET', /^\/auth\/links\/[^/]+$/)),
    keepsContract('kazoo/tokeninfo-response', isTokenInfo),
    keepsContract('kazoo/error-response', isUnauthorized),
    keepsContract('kazoo/envelope-response', withToken(isShown)),
    keptIn(LOGIN, 'account_id and owner_id of a user', identityOf),
  ],
};
