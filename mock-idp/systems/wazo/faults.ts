import type { Fault } from '../../faults/fault.ts';
import { accessFaults } from './faults/access.ts';
import { applicationLoginFaults } from './faults/application-login.ts';
import { applicationRefreshFaults } from './faults/application-refresh.ts';
import { createdFaults } from './faults/created.ts';
import { credentialFaults } from './faults/credentials.ts';
import { deletionFaults } from './faults/deletion.ts';
import { listFaults } from './faults/list.ts';
import { loginFaults } from './faults/login.ts';
import { offlineFaults } from './faults/offline.ts';
import { refreshFaults } from './faults/refresh.ts';
import { requestFaults } from './faults/request.ts';
import { routerFaults } from './faults/router.ts';
import { sessionFaults } from './faults/sessions.ts';
import { shownFaults } from './faults/shown.ts';
import { tokenResourceFaults } from './faults/token-resource.ts';
import { valueFaults } from './faults/values.ts';

/** The behavioural faults of the Wazo mock and of its application. */
export const faults: readonly Fault[] = [
  ...loginFaults,
  ...credentialFaults,
  ...requestFaults,
  ...createdFaults,
  ...shownFaults,
  ...offlineFaults,
  ...accessFaults,
  ...refreshFaults,
  ...valueFaults,
  ...tokenResourceFaults,
  ...sessionFaults,
  ...listFaults,
  ...deletionFaults,
  ...routerFaults,
  ...applicationLoginFaults,
  ...applicationRefreshFaults,
];

export { besideMessages } from './faults/values.ts';
