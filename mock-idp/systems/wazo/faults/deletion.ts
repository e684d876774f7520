import { type Change, except, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import type { User } from '../accounts.ts';
import { authorize } from '../authorize.ts';
import { deleteOf } from '../refresh-list.ts';
import { plainError, sendJson } from '../responses.ts';
import type { Call } from '../service.ts';
import { dropAccess, dropRefresh, liveAccesses, type RefreshToken, refreshTokens } from '../store.ts';
import { openTo, renamed } from './changes.ts';

/** Whose refresh token the client_id in the path has, whoever asks. */
function anyOwner({ service, params }: Call): User | undefined {
  const [token] = refreshTokens(service.store(), ({ clientId }) => clientId === params.client);
  return service.accounts.byUuid(token?.userUuid ?? '');
}

/** The refresh token that a deletion is about. */
function ownToken({ service, params }: Call, user: User): RefreshToken | undefined {
  const own = refreshTokens(service.store(), ({ userUuid }) => userUuid === user.uuid);
  return own.find(({ clientId }) => clientId === params.client);
}

const DELETION = /^auth\.users\.[^.]+\.tokens\.[^.]+\.delete$/;

/** Ends more refresh tokens than the one that is deleted. */
const deletingAlso = (isSuch: (token: RefreshToken, user: User, client: string | undefined) => boolean): Change =>
  instead(deleteOf, (honest) => (call, user) => {
    const store = call.service.store();
    honest(call, user);
    for (const { token } of refreshTokens(store, (one) => isSuch(one, user, call.params.client)))
      dropRefresh(store, token);
  });

/** Faults of the deletion of refresh tokens. */
export const deletionFaults = faultsOf('wazo.server', {
  'anonymous-delete': [
    'Refresh tokens are deleted without asking who wants it.',
    'wazo.vendor.delete-needs-token',
    openTo(/^auth\.users\.me\.tokens\.[^.]+\.delete$/, anyOwner),
  ],
  'anonymous-delete-refused-and-done': [
    'A deletion without a token is refused, and done.',
    'wazo.vendor.delete-needs-token',
    instead(authorize, (honest) => (call, required) => {
      const isDeletion = DELETION.test(required) && call.ctx.get('X-Auth-Token') === '';
      const owner = isDeletion ? anyOwner(call) : undefined;
      const token = owner && ownToken(call, owner);
      if (token) dropRefresh(call.service.store(), token.token);
      return honest(call, required);
    }),
  ],
  'delete-of-anybody': [
    'Every user deletes the refresh tokens of every other.',
    'wazo.vendor.delete-of-others',
    instead(
      authorize,
      (honest) => (call, required) => honest(call, DELETION.test(required) ? 'auth.users.me.tokens.read' : required),
    ),
  ],
  'delete-all-of-user': [
    "A deletion ends all of the user's refresh tokens.",
    'wazo.refresh.deletion-spares-others',
    deletingAlso(({ userUuid }, user) => userUuid === user.uuid),
  ],
  'delete-of-all-users': [
    'A deletion ends the refresh tokens that all users have for its client_id.',
    'wazo.refresh.deletion-spares-others',
    deletingAlso(({ clientId }, _user, client) => clientId === client),
  ],
  'delete-by-uuid-405': [
    "Deletion by the user's UUID is not served.",
    'wazo.vendor.delete-by-uuid',
    except(
      deleteOf,
      ({ params }) => params.user !== undefined,
      () => {
        throw plainError(405, 'The method is not allowed for the requested URL.');
      },
    ),
  ],
  'delete-again-unnamed': [
    'The second deletion is refused under another error_id.',
    'wazo.vendor.delete-again-error',
    renamed('cannot-find-refresh-token-matching-client-id', 'not-found'),
  ],
  'delete-client-id-undecoded': [
    'The client_id of a deletion is not decoded.',
    'wazo.vendor.delete-any-client-id',
    instead(deleteOf, (honest) => (call, user) => {
      const client = encodeURIComponent(call.params.client ?? '');
      honest({ ...call, params: { ...call.params, client } }, user);
    }),
  ],
  'delete-status-200': [
    'Deletion of a refresh token is answered with 200.',
    'wazo.vendor.delete-status',
    instead(deleteOf, (honest) => (call, user) => {
      honest(call, user);
      sendJson(call.ctx, {});
    }),
  ],
  'delete-again-204': [
    'Deleting a refresh token again is answered with 204.',
    'wazo.vendor.delete-again',
    instead(deleteOf, (honest) => (call, user) => {
      if (ownToken(call, user)) honest(call, user);
      else call.ctx.status = 204;
    }),
  ],
  'delete-ends-access-tokens': [
    'Deleting a refresh token ends its access tokens.',
    'wazo.vendor.delete-keeps-access-token',
    instead(deleteOf, (honest) => (call, user) => {
      const store = call.service.store();
      const token = ownToken(call, user)?.token;
      honest(call, user);
      for (const access of liveAccesses(store, user.uuid)) {
        if (access.refreshToken === token) dropAccess(store, access.token);
      }
    }),
  ],
});
