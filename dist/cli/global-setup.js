import { join, relative } from 'node:path';
import { startMockIdp } from '../mock-idp/server.js';
import { readBaseline } from '../reports/baseline-file.js';
import { BUNDLED_VARIABLE, PEER_VARIABLE, ROLES_VARIABLE } from '../suites/harness/flow/playwright.js';
import { loadCatalogue, requirementsOf } from '../suites/harness/model/catalogue.js';
import { UsageError } from '../suites/harness/target/error.js';
import { loadTarget } from '../suites/harness/target/load.js';
import { readTls } from '../suites/harness/target/pem.js';
import { systemsToRun } from '../suites/harness/target/roles.js';
import { loadTargetSchema, PROJECT_ROOT } from '../suites/harness/target/schema.js';
import { VERSION } from '../version.js';
const BUNDLED_TARGET = join(PROJECT_ROOT, 'fixtures/targets/bundled-mock.json');
/**
 * Reads the target and tells the workers and the reporter of the run; where no target is named, starts the mock IdP.
 * Throws a UsageError for a target that cannot be used.
 */
export default async function setUp(config) {
    const { TOLLGATE_BASELINE: baselineFile } = process.env;
    if (baselineFile)
        readBaseline(baselineFile);
    const given = loadTarget();
    const mock = given ? undefined : await startMockIdp();
    if (mock) {
        process.env.TARGET_FILE = relative(process.cwd(), BUNDLED_TARGET);
        process.env.TARGET_URL = mock.url;
        process.env[BUNDLED_VARIABLE] = '1';
    }
    const target = given ?? loadTarget();
    const catalogue = loadCatalogue();
    const { run, notRun } = systemsToRun(target, catalogue);
    if (run.length === 0) {
        throw new UsageError([
            'The target names no account and no client, so there is nothing to judge:',
            ...notRun.map(({ role, reason }) => `  ${role}: ${reason}`),
        ]);
    }
    readTls(target);
    process.env[ROLES_VARIABLE] = run.join(',');
    const needsPeer = loadTargetSchema().roles.some(({ role, peer }) => peer && run.includes(role));
    const peer = needsPeer ? (mock ?? (await startPeer(target))) : undefined;
    if (peer)
        process.env[PEER_VARIABLE] = `${peer.localUrl} ${peer.url}`;
    const { name, version, baseUrl, facts, gate, notices } = target;
    config.metadata.tollgate = {
        version: VERSION,
        target: { name, version, url: mock ? 'bundled mock' : (baseUrl ?? 'none'), facts },
        gate,
        requirements: requirementsOf(catalogue).filter(({ role }) => run.includes(role)),
        notRun,
        notices,
        baselineFile,
    };
    return async () => {
        await mock?.close();
        if (peer !== mock)
            await peer?.close();
    };
}
/** The mock IdP where the target file wants it, with the issuers and links that the target sees. */
async function startPeer({ peers: { idp } }) {
    const colon = idp.listen.lastIndexOf(':');
    const port = Number(idp.listen.slice(colon + 1));
    try {
        return await startMockIdp({ host: idp.listen.slice(0, colon), port, publicUrl: idp.publicUrl });
    }
    catch (error) {
        throw new UsageError([
            `peers.idp.listen: cannot listen on ${idp.listen} (${error.message}); name a free address`,
        ]);
    }
}
//# sourceMappingURL=global-setup.js.map