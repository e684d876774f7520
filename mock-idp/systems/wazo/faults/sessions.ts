import { altered, except, instead, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { pageNotFound } from '../responses.ts';
import { endSession, sessionIn, sessionsOf } from '../sessions.ts';
import { dropRefresh } from '../store.ts';
import { rememberingRevoked, revokedTokens } from './changes.ts';

/** Faults of sessions. */
export const sessionFaults = faultsOf('wazo.server', {
  'sessions-forgotten': ['The list of sessions is empty.', 'wazo.vendor.session-listed', altered(sessionsOf, () => [])],
  'session-outlives-token': [
    'The session of a revoked token stays in the list.',
    'wazo.vendor.session-ends-with-token',
    together(
      rememberingRevoked,
      altered(sessionsOf, (sessions, _call, { uuid }) => [
        ...sessions,
        ...[...revokedTokens().values()].filter(({ userUuid }) => userUuid === uuid),
      ]),
    ),
  ],
  'session-delete-status-200': [
    'Ending a session is answered with 200.',
    'wazo.vendor.session-delete-status',
    except(
      endSession,
      ({ service }, session) => sessionIn(service.store(), session) !== undefined,
      (honest, call, session, mine) => {
        honest(call, session, mine);
        call.ctx.status = 200;
      },
    ),
  ],
  'session-delete-ignored': [
    'Ending a session leaves its token alive.',
    'wazo.vendor.session-delete-ends-token',
    instead(endSession, () => ({ ctx }) => {
      ctx.status = 204;
    }),
  ],
  'session-delete-again-404': [
    'Ending a session again is answered with 404.',
    'wazo.vendor.session-delete-again',
    except(
      endSession,
      ({ service }, session) => !sessionIn(service.store(), session),
      () => {
        throw pageNotFound();
      },
    ),
  ],
  'session-delete-ends-refresh-token': [
    'Ending a session ends its refresh token.',
    'wazo.vendor.refresh-survives-session',
    instead(endSession, (honest) => (call, session, mine) => {
      const store = call.service.store();
      dropRefresh(store, sessionIn(store, session)?.refreshToken ?? '');
      honest(call, session, mine);
    }),
  ],
});
