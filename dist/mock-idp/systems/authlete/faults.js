import { faultsOf } from '../../faults/fault-table.js';
import { callerFaults } from './faults/callers.js';
import { consoleFaults } from './faults/console.js';
import { loginFaults } from './faults/logins.js';
import { requestFaults } from './faults/requests.js';
import { responseFaults } from './faults/responses.js';
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
//# sourceMappingURL=faults.js.map