import type { Fault } from '../../faults/fault.ts';
import { faultsOf } from '../../faults/fault-table.ts';
import { appFaults } from './app/faults.ts';
import { authorizationRequestFaults } from './faults/authorization-request.ts';
import { clientAuthenticationFaults } from './faults/client-authentication.ts';
import { codeFaults } from './faults/codes.ts';
import { loginFaults } from './faults/login.ts';
import { redirectFaults } from './faults/redirects.ts';
import { refreshFaults } from './faults/refresh.ts';
import { resourceFaults } from './faults/resource.ts';
import { tokenRequestFaults } from './faults/token-request.ts';
import { tokenResponseFaults } from './faults/token-response.ts';

const settingsFaults = faultsOf('sipgate.server', {
  'plain-http': [
    'Applications reach the server by http.',
    'sipgate.rfc.tls',
    { target: { sipgate: { publicUrl: 'http://login.example.org' } } },
  ],
});

/** Every fault of both sides of sipgate's document. */
export const faults: readonly Fault[] = [
  ...loginFaults,
  ...authorizationRequestFaults,
  ...redirectFaults,
  ...codeFaults,
  ...tokenRequestFaults,
  ...clientAuthenticationFaults,
  ...tokenResponseFaults,
  ...resourceFaults,
  ...refreshFaults,
  ...settingsFaults,
  ...appFaults,
];
