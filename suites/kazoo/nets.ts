import { type Exchange, jsonOf, statusOf, succeeded, textOf } from '../harness/http/exchange.ts';
import { keepsContract } from '../harness/nets/contracts.ts';
import { keptIn } from '../harness/nets/invariants.ts';
import type { Net } from '../harness/nets/under-all.ts';
import { credentialsOf, issuesToken, type KazooTarget, type User } from './api.ts';
import { LOGIN } from './ids.ts';
import { claimOf } from './jwt.ts';

/** Responses of 2xx to a method at a path below /v2. */
const at = (method: string, path: RegExp) => (exchange: Exchange) => {
  const [, below = ''] = /\/v2(\/[^?]*)/.exec(exchange.request.url) ?? [];
  return succeeded(exchange) && exchange.request.method === method && path.test(below) && 'value' in jsonOf(exchange);
};

/** A response about the application of the target file, or about its provider; of others less may be known. */
const about =
  (what: 'app' | 'provider') =>
  (exchange: Exchange, { sso }: KazooTarget) => {
    const id = what === 'app' ? sso?.clientId : sso?.provider;
    const isOne = at('GET', /^\/auth\/(?:apps|providers)\/[^/]+$/)(exchange);
    return isOne && id !== undefined && exchange.request.url.endsWith(`/auth/${what}s/${encodeURIComponent(id)}`);
  };

const isUnauthorized = (exchange: Exchange) => statusOf(exchange) === 401;

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
    keepsContract('kazoo/key-response', at('GET', /^\/auth\/keys\/[^/]+$/)),
    keepsContract('kazoo/links-response', at('GET', /^\/auth\/links$/)),
    keepsContract('kazoo/link-response', at('GET', /^\/auth\/links\/[^/]+$/)),
    keepsContract('kazoo/tokeninfo-response', at('GET', /^\/auth\/tokeninfo$/)),
    keepsContract('kazoo/error-response', isUnauthorized),
    keepsContract('kazoo/envelope-response', at('GET', /^\/auth\/(?:providers|apps|keys|links)$/)),
    keptIn(LOGIN, 'account_id and owner_id of a user', identityOf),
  ],
};
