import type { Fault } from '../../faults/fault.ts';
import { faultsOf } from '../../faults/fault-table.ts';
import { authorizationRequestFaults } from './faults/authorization-request.ts';
import { clientAuthenticationFaults } from './faults/client-authentication.ts';
import { clientCallbackFaults } from './faults/client-callback.ts';
import { clientLoginFaults } from './faults/client-login.ts';
import { clientRequestFaults } from './faults/client-requests.ts';
import { clientResponseFaults } from './faults/client-responses.ts';
import { clientTokenFaults } from './faults/client-tokens.ts';
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
  ...clientLoginFaults,
  ...clientCallbackFaults,
  ...clientRequestFaults,
  ...clientResponseFaults,
  ...clientTokenFaults,
];
