import { test as base } from '@playwright/test';
import { byBrowser } from '../browser/browser.js';
import { readCatalogue, requirementsOf } from '../model/catalogue.js';
import { loadTarget } from '../target/load.js';
import { openSession, roleTarget } from './open-session.js';
/** The roles that this run judges, comma separated; set by the run's setup, which knows the target. */
export const ROLES_VARIABLE = 'TOLLGATE_ROLES';
/** Set when the target is the bundled mock. */
export const BUNDLED_VARIABLE = 'TOLLGATE_BUNDLED';
/** The mock IdP as the target's peer, `<url> <public url>`; set where a role of the run needs one. */
export const PEER_VARIABLE = 'TOLLGATE_PEER';
/** Set by the reporter, without which a broken requirement would end in a green test. */
const REPORTER_VARIABLE = 'TOLLGATE_REPORTER';
const catalogue = readCatalogue();
/** Playwright's `test` with a fixture that runs a flow and hands its result to the reporter. */
export const test = base.extend({
    tollgate: [
        // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
        async ({}, use) => {
            const target = loadTarget({ checked: true });
            if (!target)
                throw new Error('The run has no target: its setup did not run.');
            const [url, publicUrl] = process.env[PEER_VARIABLE]?.split(' ') ?? [];
            const session = openSession(target, catalogue, {
                bundled: Boolean(process.env[BUNDLED_VARIABLE]),
                browsing: byBrowser(),
                ...(url && publicUrl && { peer: { url, publicUrl } }),
            });
            await use({ target, session });
            await session.close();
        },
        { scope: 'worker' },
    ],
    run: async ({ tollgate: { target, session } }, use, testInfo) => {
        await use(async (flow) => {
            if (!process.env[REPORTER_VARIABLE]) {
                throw new Error("Verdicts need Tollgate's reporter: leave --reporter out, or list ./reports/reporter.ts first.");
            }
            const system = flow.role.split('.')[0] ?? '';
            const result = await flow.run(session, roleTarget(target, system));
            await testInfo.attach('tollgate', { body: JSON.stringify(result), contentType: 'application/json' });
        });
    },
});
/** The flows whose role this run judges; all of them where tests are only listed. */
export function selected(flows) {
    const roles = process.env[ROLES_VARIABLE];
    return roles === undefined ? flows : flows.filter(({ role }) => roles.split(',').includes(role));
}
const requirements = new Map(requirementsOf(catalogue).map((requirement) => [requirement.id, requirement]));
/** Tags to select by (endpoint, levels, ids), and what the reporter must know of a flow that leaves no result. */
export function detailsOf({ role, endpoint, judges }) {
    const levels = new Set(judges.map((id) => requirements.get(id)?.level ?? 'MUST'));
    return {
        tag: [endpoint, ...levels, ...judges].map((tag) => `@${tag}`),
        annotation: [
            { type: 'tollgate.role', description: role },
            { type: 'tollgate.endpoint', description: endpoint },
            { type: 'tollgate.judges', description: judges.join(',') },
        ],
    };
}
//# sourceMappingURL=playwright.js.map