import type { Provider } from 'oidc-provider';
import type { RealmSettings } from './settings.ts';

/** A code to be made. */
export interface CodeOrder {
  readonly clientId: string;
  readonly username: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly nonce?: string;
  readonly codeChallenge?: string;
}

/** Makes an authorization code without a browser. Throws an Error for an unknown client or account. */
export async function mintCode(provider: Provider, settings: RealmSettings, order: CodeOrder): Promise<string> {
  const { clientId, username, redirectUri, scope, nonce, codeChallenge } = order;
  const client = await provider.Client.find(clientId);
  const account = settings.accounts.find((one) => one.username === username);
  if (!client) throw new Error(`there is no client ${clientId} in this realm`);
  if (!account) throw new Error(`there is no user ${username} in this realm`);
  const added = settings.idTokenAlways ? ['openid'] : [];
  const wanted = [...new Set([...scope.split(' '), ...added])].join(' ');
  const grant = new provider.Grant({ accountId: account.sub, clientId });
  grant.addOIDCScope(wanted);
  grant.addResourceScope('urn:tollgate:api', wanted);
  const grantId = await grant.save();
  const code = new provider.AuthorizationCode({
    accountId: account.sub,
    authTime: Math.floor(Date.now() / 1000),
    client,
    grantId,
    gty: 'authorization_code',
    redirectUri,
    resource: 'urn:tollgate:api',
    scope: wanted,
    ...(nonce !== undefined && { nonce }),
    ...(codeChallenge !== undefined && { codeChallenge, codeChallengeMethod: 'S256' }),
  } as never);
  return code.save();
}
