import { applicationCallFaults } from './faults/application-calls.ts';
import { applicationSignOnFaults } from './faults/application-sign-on.ts';
import { callbackFaults } from './faults/callback.ts';
import { documentFaults } from './faults/documents.ts';
import { linkFaults } from './faults/links.ts';
import { loginFaults } from './faults/logins.ts';
import { looseFaults } from './faults/loose.ts';
import { requestFaults } from './faults/requests.ts';
import { resetFaults } from './faults/resets.ts';
import { rightsFaults } from './faults/rights.ts';
import { settingFaults } from './faults/settings.ts';
import { signOnFaults } from './faults/sign-on.ts';
import { tokenInfoFaults } from './faults/tokeninfo.ts';
import { tokenFaults } from './faults/tokens.ts';

/** Every behavioural fault of the Kazoo mock. */
export const faults = [
  ...loginFaults,
  ...tokenFaults,
  ...looseFaults,
  ...requestFaults,
  ...documentFaults,
  ...settingFaults,
  ...tokenInfoFaults,
  ...callbackFaults,
  ...signOnFaults,
  ...linkFaults,
  ...resetFaults,
  ...rightsFaults,
  ...applicationCallFaults,
  ...applicationSignOnFaults,
];
