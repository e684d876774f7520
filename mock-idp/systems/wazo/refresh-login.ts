import { step } from '../../frame/step.ts';
import type { Accounts } from './accounts.ts';
import type { Login } from './login.ts';
import { tokenError } from './responses.ts';
import type { RefreshToken, Store } from './store.ts';
import type { TokenRequest } from './token-request.ts';

/** Who owns the refresh token of a request. Throws the 401 response when it is nobody, or the client_id is another. */
export const refreshLogin = step((request: TokenRequest, accounts: Accounts, store: Store): Login => {
  const found = refreshTokenOf(request, store);
  const owner = found && accounts.byLogin(found.login);
  if (!found || !owner?.enabled || owner.uuid !== found.userUuid) throw tokenError(401, 'Authentication Failed');
  return { user: owner, login: found.login, refreshedBy: found };
});

/** The refresh token that a request names, if its client_id is the one that the token was created with. */
export const refreshTokenOf = step(
  ({ refresh_token = '', client_id = '' }: TokenRequest, store: Store): RefreshToken | undefined => {
    const found = store.refresh.get(refresh_token);
    return found && clientMatches(found.clientId, client_id) ? found : undefined;
  },
);

/** "The client_id must match the client_id used when creating the refresh token." */
export const clientMatches = step((clientId: string, given: string): boolean => given === clientId);
