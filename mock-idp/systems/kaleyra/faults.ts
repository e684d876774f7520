import { authFaults } from './faults/auth.ts';
import { callbackFaults } from './faults/callback.ts';
import { platformAuthFaults } from './faults/platform-auth.ts';
import { platformCallbackFaults } from './faults/platform-callback.ts';
import { platformTokenFaults } from './faults/platform-tokens.ts';
import { tokenFaults } from './faults/tokens.ts';

/** Every fault of both sides of Kaleyra's document: the customer's first, then the platform's. */
export const faults = [
  ...authFaults,
  ...tokenFaults,
  ...callbackFaults,
  ...platformAuthFaults,
  ...platformTokenFaults,
  ...platformCallbackFaults,
];
