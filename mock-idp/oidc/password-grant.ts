import type { Provider } from 'oidc-provider';
import { claimsFor } from './claims.ts';
import { apiResource, oidcProvider, uuidOf } from './library.ts';
import type { RealmSettings } from './settings.ts';

/** Adds the password grant (RFC 6749 §4.3), for local development: no browser, no consent. */
export function passwordGrant(provider: Provider, settings: RealmSettings): void {
  const known = new Set(settings.scopes.map(({ name }) => name));
  provider.registerGrantType(
    'password',
    async (ctx) => {
      const { errors } = await oidcProvider();
      const { client } = ctx.oidc;
      const params: Record<string, unknown> = ctx.oidc.params ?? {};
      const account = settings.accounts.find(({ username }) => username === params.username);
      if (!client || !account || account.password !== params.password) {
        throw new errors.InvalidGrant('Invalid user credentials');
      }
      const scopes = String(params.scope ?? '')
        .split(' ')
        .filter((scope) => known.has(scope));
      const withIdToken = settings.idTokenAlways || scopes.includes('openid');
      const own = scopes.filter((scope) => scope !== 'openid');
      const scope = [...(withIdToken ? ['openid'] : []), ...own].join(' ');
      const { Grant, AccessToken, RefreshToken, ResourceServer, IdToken } = provider;
      const grant = new Grant({ accountId: account.sub, clientId: client.clientId });
      grant.addOIDCScope(scope);
      grant.addResourceScope(apiResource, own.join(' '));
      const grantId = await grant.save();
      ctx.oidc.entity('Grant', grant);
      const authTime = Math.floor(Date.now() / 1000);
      const shared = { accountId: account.sub, client, grantId, gty: 'password' };
      const refresh = new RefreshToken({
        ...shared,
        scope,
        resource: apiResource,
        authTime,
        claims: {},
        rotations: 0,
      } as never);
      ctx.oidc.entity('RefreshToken', refresh);
      const access = new AccessToken({ ...shared, scope: own.join(' ') } as never);
      access.resourceServer = new ResourceServer(apiResource, {
        scope: own.join(' '),
        audience: apiResource,
        accessTokenTTL: settings.lifetimes?.accessToken ?? 300,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      } as never);
      ctx.oidc.entity('AccessToken', access);
      const access_token = await access.save();
      const body: Record<string, unknown> = { access_token, expires_in: access.expiration, token_type: 'Bearer' };
      if (client.grantTypeAllowed('refresh_token')) body.refresh_token = await refresh.save();
      if (withIdToken) {
        const claims = settings.idTokenClaims?.({
          clientId: client.clientId,
          sub: account.sub,
          scopes,
          authTime,
          sessionState: uuidOf(grantId),
        });
        const token = new IdToken(
          { ...claimsFor(settings, account, 'id_token'), sub: account.sub, ...claims, auth_time: authTime } as never,
          {
            ctx,
          },
        );
        Object.assign(token, { scope });
        body.id_token = await token.issue({ use: 'idtoken' } as never);
      }
      ctx.body = { ...body, scope: own.join(' ') };
    },
    ['username', 'password', 'scope'],
  );
}
