import { altered, instead, kept, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { exchange } from '../app/callback.ts';
import { isOver, newTokens, refresh, refreshOnce, resourceRequest } from '../app/resource.ts';
import type { Tokens } from '../app/sessions.ts';

/** The tokens that were given last, whoever got them. */
const newest = kept((): { tokens?: Tokens } => ({}));

/** How the application uses its tokens. */
export const clientTokenFaults = faultsOf('sipgate.client', {
  'no-bearer': [
    'The access token goes by another scheme.',
    'sipgate.client.bearer',
    altered(resourceRequest, (request, { access }) => ({ ...request, authorization: `Token ${access}` })),
  ],
  'tokens-shared': [
    'The tokens that were given last are used for every user.',
    'sipgate.client.own-token',
    together(
      instead(exchange, (honest) => async (...login) => {
        const user = await honest(...login);
        newest().tokens = user.tokens;
        return user;
      }),
      instead(newTokens, (honest) => async (...old) => {
        newest().tokens = await honest(...old);
        return newest().tokens as Tokens;
      }),
      instead(resourceRequest, (honest) => (tokens, settings) => honest(newest().tokens ?? tokens, settings)),
    ),
  ],
  'token-in-query': [
    'The access token is in the URL of the resource too.',
    'sipgate.client.token-not-in-url',
    altered(resourceRequest, (request, { access }) => ({ ...request, url: `${request.url}?access_token=${access}` })),
  ],
  'refreshes-for-each-call': [
    'Each call refreshes first.',
    'sipgate.client.refresh-when-due',
    instead(isOver, () => () => true),
  ],
  'never-refreshes': [
    'An expired access token is never refreshed.',
    'sipgate.client.refreshes',
    instead(refresh, () => async () => undefined),
  ],
  'refresh-by-access-token': [
    'A refresh sends the access token.',
    'sipgate.client.refresh-token',
    instead(newTokens, (honest) => async (old, settings) => honest({ ...old, refresh: old.access }, settings)),
  ],
  'old-access-token-used': [
    'After a refresh the old access token is used.',
    'sipgate.client.new-access-token',
    altered(newTokens, (tokens, { access }) => ({ ...tokens, access })),
  ],
  'old-refresh-token-kept': [
    'The first refresh token is used again and again.',
    'sipgate.client.newest-refresh-token',
    altered(newTokens, (tokens, old) => ({ ...tokens, refresh: old.refresh })),
  ],
  'parallel-refreshes': [
    'Calls at the same time refresh one by one.',
    'sipgate.client.refresh-once',
    instead(refresh, () => refreshOnce),
  ],
  'refused-refresh-repeated': [
    'A refused refresh is tried again and again.',
    'sipgate.client.refresh-refusal-accepted',
    instead(refreshOnce, (honest) => async (session, old, settings) => {
      const { user } = session;
      for (let tries = 4; user && tries > 0; tries -= 1) {
        const tokens = await honest(session, old, settings);
        if (tokens) return tokens;
        session.user = user;
      }
      return undefined;
    }),
  ],
});
