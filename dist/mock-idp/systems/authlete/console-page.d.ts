import type { LoginAttempt } from './console-call.ts';
import type { Outcome } from './console-outcome.ts';
/** The login form, with the settings of the service beside it; `outcome` tells what came of a login. */
export declare function consolePage(values: Omit<LoginAttempt, 'password' | 'timeoutMs'>, outcome?: Outcome): string;
