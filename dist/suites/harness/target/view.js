import { get, put } from './members.js';
import { isSystemUrl } from './schema.js';
/** The typed view of members whose types the schema has vouched for and whose defaults are filled in. */
export function view(members, { file, schema, given, secrets, strict }) {
    const { $schema: _, name, version, url, gate, trigger, ...shared } = members;
    const typed = shared;
    const gating = [...new Set([...gate, ...(strict ? ['rfc'] : [])])];
    return {
        ...(file !== undefined && { file }),
        name: name ?? (url === undefined ? 'unnamed' : new URL(url).host),
        ...(version !== undefined && { version: version }),
        ...(url !== undefined && { baseUrl: url }),
        timeoutMs: typed.timeoutMs,
        ...(typed.pace !== undefined && { pace: typed.pace }),
        gate: gating,
        destructive: typed.destructive,
        ownAccounts: typed.ownAccounts,
        capabilities: typed.capabilities,
        ...(trigger !== undefined && { trigger: triggerOf(trigger) }),
        peers: typed.peers,
        tls: typed.tls,
        systems: Object.fromEntries(schema.systems.map((system) => [system, members[system] ?? {}])),
        given: new Set(given.map((leaf) => leaf.name)),
        secrets,
        facts: factsOf(members, schema, given, gating),
        notices: typed.tls.insecure ? ['TLS certificates were not verified (tls.insecure).'] : [],
    };
}
function triggerOf(members) {
    const call = { method: 'POST', contentType: 'application/json', ...members };
    return ('command' in members ? members : call);
}
/** Members that a report has elsewhere. */
const TOLD_ELSEWHERE = ['name', 'version', 'url'];
/** All leaves with a value; of a system's only where something of it is given, its URL only where it has one of its own. */
function factsOf(members, schema, given, gate) {
    const systems = new Set(given.map((leaf) => leaf.system));
    const facts = {};
    for (const leaf of schema.leaves) {
        const value = leaf.name === 'gate' ? gate : get(members, leaf.path);
        if (value === undefined || TOLD_ELSEWHERE.includes(leaf.name))
            continue;
        const isTold = leaf.system === undefined || (systems.has(leaf.system) && (!isSystemUrl(leaf) || given.includes(leaf)));
        if (isTold)
            put(facts, leaf.path, leaf.secret ? `<${leaf.name}>` : value);
    }
    return facts;
}
//# sourceMappingURL=view.js.map