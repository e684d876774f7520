import { isHeaders, isHeaderValue, isNumber } from '../frame/control-request.js';
const most = 200;
export const receiverActionMembers = {
    status: (value) => isNumber(value, 200, 599),
    headers: isHeaders,
    body: () => true,
    contentType: isHeaderValue,
    delayMs: (value) => isNumber(value, 0, 60_000),
    hang: (value) => value === true,
    reset: (value) => value === true,
    redirect: (value) => typeof value === 'string' && value !== '',
};
/** An empty set of behaviours, at most 200; the oldest spent one makes room. */
export function createBehaviours() {
    const held = new Map();
    let made = 0;
    const remove = (id) => {
        held.get(id)?.end();
        return held.delete(id);
    };
    return {
        add(order) {
            const spent = [...held.values()].find(({ state }) => state.remaining === 0 && !state.action.hang);
            if (held.size >= most && spent)
                remove(spent.state.id);
            if (held.size >= most)
                throw new RangeError(`${most} behaviours are set on this receiver; delete some`);
            made += 1;
            const state = { id: `b${made}`, remaining: order.times, ...order };
            let end = () => { };
            const gone = new Promise((resolve) => {
                end = resolve;
            });
            held.set(state.id, { state, gone, end });
            return state;
        },
        list: () => [...held.values()].map(({ state }) => state),
        remove,
        clear() {
            for (const id of [...held.keys()])
                remove(id);
        },
        take({ method, path }) {
            const hit = [...held.values()].find(({ state: { remaining, match } }) => remaining > 0 &&
                (match.method === undefined || match.method.toUpperCase() === method) &&
                (match.path === undefined || match.path === path.split('?')[0]));
            if (!hit)
                return undefined;
            hit.state = { ...hit.state, remaining: hit.state.remaining - 1 };
            return { action: hit.state.action, gone: hit.gone };
        },
    };
}
//# sourceMappingURL=behaviours.js.map