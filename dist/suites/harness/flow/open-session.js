import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byHttp } from '../browser/browsing.js';
import { openPeer } from '../http/peer.js';
import { createSender } from '../http/sender.js';
import { requirementsOf } from '../model/catalogue.js';
import { createRedactor } from '../redaction/redactor.js';
import { readTls } from '../target/pem.js';
import { PROJECT_ROOT } from '../target/schema.js';
import { BOUNDS, newMemory } from './session.js';
/** A session with a target: sender, redactor and an empty memory. Reads the PEM files that the target names. */
export function openSession(target, catalogue, options = {}) {
    const tls = readTls(target);
    const bounds = { ...BOUNDS, ...options.bounds };
    const sender = createSender({
        timeoutMs: target.timeoutMs,
        pace: target.pace,
        throttleBudgetMs: options.throttleBudgetMs,
        tls,
    });
    return {
        sender,
        redactor: redactorOf(target),
        requirements: new Map(requirementsOf(catalogue).map((requirement) => [requirement.id, requirement])),
        gate: target.gate,
        bounds,
        movableClock: target.capabilities.clock,
        baseUrl: target.baseUrl,
        bundled: options.bundled ?? false,
        tls: { ca: tls.ca !== undefined, cert: tls.cert !== undefined, insecure: target.tls.insecure },
        peer: options.peer && openPeer(options.peer, bounds.settleMs),
        browsing: options.browsing ?? byHttp,
        kept: new Map(),
        memory: newMemory(),
        close: async () => {
            await sender.close();
            await options.browsing?.close();
        },
    };
}
/** What a role's flows see of the target: its system's own member and what all systems share. */
export function roleTarget(target, system) {
    const { destructive, ownAccounts, peers, trigger } = target;
    return { destructive, ownAccounts, peers, trigger, ...target.systems[system] };
}
/** A redactor that knows the target's secrets by the names of their variables. */
function redactorOf(target) {
    const redactor = createRedactor(secretPlaces());
    for (const { value, envName } of target.secrets)
        redactor.add(value, envName);
    for (const [system, members] of Object.entries(target.systems)) {
        for (const [name, account] of Object.entries(members)) {
            const { name: user, password } = (account ?? {});
            if (typeof user !== 'string' || typeof password !== 'string')
                continue;
            const variable = `TARGET_${system}_${name.replace(/[A-Z]/g, '_$&')}_BASIC`.toUpperCase();
            redactor.add(Buffer.from(`${user}:${password}`).toString('base64'), variable);
        }
    }
    return redactor;
}
/** `suites/<system>/secrets.json` of every system that has one. */
function secretPlaces() {
    const suites = join(PROJECT_ROOT, 'suites');
    return readdirSync(suites)
        .map((system) => join(suites, system, 'secrets.json'))
        .filter((file) => existsSync(file))
        .map((file) => JSON.parse(readFileSync(file, 'utf8')));
}
//# sourceMappingURL=open-session.js.map