import { authFaults } from './faults/auth.js';
import { callbackFaults } from './faults/callback.js';
import { platformAuthFaults } from './faults/platform-auth.js';
import { platformCallbackFaults } from './faults/platform-callback.js';
import { platformTokenFaults } from './faults/platform-tokens.js';
import { tokenFaults } from './faults/tokens.js';
/** Every fault of both sides of Kaleyra's document: the customer's first, then the platform's. */
export const faults = [
    ...authFaults,
    ...tokenFaults,
    ...callbackFaults,
    ...platformAuthFaults,
    ...platformTokenFaults,
    ...platformCallbackFaults,
];
//# sourceMappingURL=faults.js.map