import type { Adapter, AdapterPayload, ClientMetadata, Provider } from 'oidc-provider';
import { step } from '../frame/step.ts';
import type { ClientEntry, RealmSettings } from './settings.ts';

/** A client as oidc-provider wants to know it. */
export function metadataOf(client: ClientEntry): ClientMetadata {
  const { any_loopback_redirect, client_id, client_secret, name, post_logout_redirect_uris, redirect_uris } = client;
  const exact = redirect_uris.filter((uri) => !isPattern(uri));
  const isOpen = any_loopback_redirect || exact.length < redirect_uris.length;
  const grant_types = [...(client.grant_types ?? ['authorization_code', 'refresh_token'])];
  return {
    client_id,
    ...(client_secret !== undefined && { client_secret }),
    ...(name !== undefined && { client_name: name }),
    application_type: 'web',
    token_endpoint_auth_method: client_secret === undefined ? 'none' : 'client_secret_post',
    grant_types,
    response_types: grant_types.includes('authorization_code') ? ['code'] : [],
    redirect_uris: exact.length > 0 || !isOpen ? exact : ['http://127.0.0.1/'],
    ...(post_logout_redirect_uris && { post_logout_redirect_uris: [...post_logout_redirect_uris] }),
    ...(any_loopback_redirect && { any_loopback_redirect }),
  };
}

/** Clients that nobody has registered, each made of its id alone. */
export function withAnyClient(adapter: Adapter, model: string): Adapter {
  if (model !== 'Client') return adapter;
  const find = async (client_id: string) => {
    const grant_types = ['authorization_code', 'refresh_token', 'password', 'client_credentials'];
    const open = { client_id, client_secret: 'any', redirect_uris: [], any_loopback_redirect: true, grant_types };
    return metadataOf(open) as AdapterPayload;
  };
  return { ...adapter, find };
}

/** Lets clients that nobody has registered bring any secret. */
export function takeAnySecret({ Client }: Provider, { clients }: RealmSettings): void {
  const strict = Client.prototype.compareClientSecret;
  Client.prototype.compareClientSecret = function compare(actual: string) {
    return clients.some(({ client_id }) => client_id === this.clientId) ? strict.call(this, actual) : true;
  };
}

/** Whether a registered redirect URI has a wildcard, which it may have on the loopback interface only. */
function isPattern(uri: string): boolean {
  return /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:(\*|\d+))?\//.test(uri) && uri.includes('*');
}

function fits(pattern: string, uri: string): boolean {
  const [, scheme = '', host = '', port, path = ''] =
    /^(http:\/\/)([^:/]+|\[[^\]]+\])(?::([^/]+))?(.*)$/.exec(pattern) ?? [];
  if (!URL.canParse(uri)) return false;
  const url = new URL(uri);
  if (!uri.startsWith(scheme) || url.hostname !== host) return false;
  if (port !== '*' && url.port !== (port === '80' ? '' : (port ?? ''))) return false;
  const given = url.pathname + url.search;
  return path.endsWith('*') ? given.startsWith(path.slice(0, -1)) : given === path;
}

/** Whether a URI leads to this machine. */
export function isLoopback(uri: string): boolean {
  const url = URL.canParse(uri) ? new URL(uri) : undefined;
  return url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

/** Whether codes may go to a redirect URI: it is registered to the letter, or allowed by a loopback setting of the client. */
export const mayRedirectTo = step((_uri: string, _registered: readonly string[], allowed: boolean): boolean => allowed);

/** Any loopback URI for the clients that may have one (RFC 8252 §7.3). */
export function relaxRedirects({ Client }: Provider, { clients }: RealmSettings): void {
  const strict = Client.prototype.redirectUriAllowed;
  const patterns = new Map(clients.map(({ client_id, redirect_uris }) => [client_id, redirect_uris.filter(isPattern)]));
  Client.prototype.redirectUriAllowed = function allowed(uri: string) {
    const anyLoopback = Boolean((this as unknown as Record<string, unknown>).any_loopback_redirect);
    const fitsPattern = patterns.get(this.clientId)?.some((pattern) => fits(pattern, uri));
    const isFree = isLoopback(uri) && !uri.includes('#') && (anyLoopback || fitsPattern);
    return mayRedirectTo(uri, this.redirectUris ?? [], strict.call(this, uri) || Boolean(isFree));
  };
}
