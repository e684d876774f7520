import { provocationIn } from '../frame/control.js';
import { journalHandle } from './wait.js';
/** The handles of a running mock. */
export function handlesOf(core) {
    const { url } = core;
    const named = (name) => {
        const system = core.systems.get(name);
        if (!system)
            throw new Error(`this mock has no system ${name}`);
        return { system, users: system.users ?? [], clients: system.clients ?? [] };
    };
    const handle = (name, own) => ({
        get users() {
            return named(name).users;
        },
        get clients() {
            return named(name).clients;
        },
        ...own,
    });
    const issuerOf = (realm) => `${url}/auth/realms/${realm}`;
    const mint = async (order) => {
        const { system } = order;
        const make = named(system).system.mint;
        if (!make)
            throw new Error(`${system}: makes nothing without a flow`);
        return make(order);
    };
    return {
        wazo: handle('wazo', { url: `${url}/api/auth/0.1` }),
        sipgate: handle('sipgate', { issuer: issuerOf('third-party'), issuerOf }),
        kazoo: handle('kazoo', { url: `${url}/v2` }),
        kaleyra: handle('kaleyra', {
            authUrl: (profile) => `${url}/kaleyra/${profile}/auth`,
            callbackUrl: (profile) => `${url}/kaleyra/${profile}/callback`,
        }),
        authlete: handle('authlete', { url: `${url}/authlete/authentication` }),
        journal: journalHandle(core.record),
        mint: mint,
        fault: (id) => `${url}/~fault/${id}`,
        at: (shift) => ({ 'tollgate-clock': secondsIn(shift) }),
        provoke: (wish, { fault } = {}) => armed(core, wish, fault ?? null),
        snapshot: () => ({ restore: core.remember() }),
        restore: (snapshot) => snapshot.restore(),
    };
}
function armed({ provocations }, wish, fault) {
    const { id } = provocations.arm(provocationIn({ ...wish }), fault);
    return {
        id,
        remaining: () => provocations.list(fault).find((one) => one.id === id)?.remaining ?? 0,
        disarm: () => void provocations.disarm(id, fault),
    };
}
const unitSeconds = { s: 1, m: 60, h: 3600, d: 86_400 };
function secondsIn(shift) {
    const [, sign, count, unit = 's'] = /^([+-])(\d+(?:\.\d+)?)([smhd])?$/.exec(shift) ?? [];
    if (sign === undefined)
        throw new RangeError(`at(${JSON.stringify(shift)}): expected +1h, -90s, +2d or +3601`);
    return `${sign}${Math.round(Number(count) * (unitSeconds[unit] ?? 1) * 1000) / 1000}`;
}
//# sourceMappingURL=handles.js.map