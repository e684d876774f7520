import { type TestDetails } from '@playwright/test';
import type { Target } from '../target/target.ts';
import type { Flow } from './flow.ts';
import { type OpenSession } from './open-session.ts';
/** The roles that this run judges, comma separated; set by the run's setup, which knows the target. */
export declare const ROLES_VARIABLE = "TOLLGATE_ROLES";
/** Set when the target is the bundled mock. */
export declare const BUNDLED_VARIABLE = "TOLLGATE_BUNDLED";
/** The mock IdP as the target's peer, `<url> <public url>`; set where a role of the run needs one. */
export declare const PEER_VARIABLE = "TOLLGATE_PEER";
interface Run {
    readonly target: Target;
    readonly session: OpenSession;
}
/** Playwright's `test` with a fixture that runs a flow and hands its result to the reporter. */
export declare const test: import("@playwright/test").TestType<import("@playwright/test").PlaywrightTestArgs & import("@playwright/test").PlaywrightTestOptions & {
    run: (flow: Flow<never>) => Promise<void>;
}, import("@playwright/test").PlaywrightWorkerArgs & import("@playwright/test").PlaywrightWorkerOptions & {
    tollgate: Run;
}>;
/** The flows whose role this run judges; all of them where tests are only listed. */
export declare function selected<Role>(flows: readonly Flow<Role>[]): readonly Flow<Role>[];
/** Tags to select by (endpoint, levels, ids), and what the reporter must know of a flow that leaves no result. */
export declare function detailsOf({ role, endpoint, judges }: Flow<never>): TestDetails;
export {};
