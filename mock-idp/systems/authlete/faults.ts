import { faultsOf } from '../../faults/fault-table.ts';
import { callerFaults } from './faults/callers.ts';
import { consoleFaults } from './faults/console.ts';
import { loginFaults } from './faults/logins.ts';
import { requestFaults } from './faults/requests.ts';
import { responseFaults } from './faults/responses.ts';

const settingsFaults = faultsOf('authlete.server', {
  'plain-http': [
    'Service Owner Console has an http URL of the endpoint.',
    'authlete.settings.https',
    { target: { authlete: { publicUrl: 'http://developers.example.org/authentication' } } },
  ],
});

/** Every fault of both sides of Authlete's document. */
export const faults = [
  ...loginFaults,
  ...callerFaults,
  ...responseFaults,
  ...requestFaults,
  ...settingsFaults,
  ...consoleFaults,
];
