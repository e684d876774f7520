import { setTimeout as delay } from 'node:timers/promises';
const most = 200;
const htmlPage = '<!doctype html>\n<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>\n';
/** An empty set of provocations, at most 200. */
export function createProvocations() {
    const armed = new Map();
    let made = 0;
    const drop = (id) => {
        for (const res of armed.get(id)?.hanging ?? [])
            res.destroy();
        armed.delete(id);
    };
    return {
        arm(order, fault) {
            const spent = [...armed.values()].find(({ state, hanging }) => state.remaining === 0 && hanging.size === 0);
            if (armed.size >= most && spent)
                drop(spent.state.id);
            if (armed.size >= most)
                throw new RangeError(`${most} provocations are armed; delete some or reset`);
            made += 1;
            const state = { id: `p${made}`, fault, remaining: order.times, ...order };
            armed.set(state.id, { state, hanging: new Set() });
            return state;
        },
        list: (fault) => [...armed.values()].map(({ state }) => state).filter((state) => state.fault === fault),
        disarm(id, fault) {
            if (armed.get(id)?.state.fault !== fault)
                return false;
            drop(id);
            return true;
        },
        act(request, res) {
            const hit = [...armed.values()].find(({ state }) => state.remaining > 0 && concerns(state, request));
            return hit && strike(hit, res);
        },
        clear() {
            for (const id of [...armed.keys()])
                drop(id);
        },
    };
}
async function strike(hit, res) {
    hit.state = { ...hit.state, remaining: hit.state.remaining - 1 };
    const { action } = hit.state;
    if (action.delayMs)
        await delay(action.delayMs, undefined, { ref: false });
    if (action.hang) {
        hit.hanging.add(res);
        res.once('close', () => hit.hanging.delete(res));
        return true;
    }
    return perform(action, res);
}
function concerns({ match, fault }, request) {
    const path = request.path.split('?')[0];
    return (fault === request.fault &&
        (match.method === undefined || match.method.toUpperCase() === request.method) &&
        (match.path === undefined || match.path === path) &&
        (match.contains === undefined ||
            request.path.includes(match.contains) ||
            Boolean(request.authorization?.includes(match.contains)) ||
            Boolean(request.body?.includes(match.contains))));
}
function perform(action, res) {
    if (action.reset) {
        res.socket?.resetAndDestroy();
        return true;
    }
    const { status, body, contentType, headers, html, truncate } = action;
    if ([status, body, contentType, headers, html, truncate].every((part) => part === undefined))
        return false;
    const text = html ? htmlPage : typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
    const bytes = Buffer.from(text);
    res.statusCode = status ?? (html ? 502 : 200);
    const type = contentType ?? (html ? 'text/html; charset=utf-8' : 'application/json');
    if (bytes.length > 0 || contentType)
        res.setHeader('Content-Type', type);
    for (const [name, value] of Object.entries(headers ?? {}))
        res.setHeader(name, value);
    res.setHeader('Content-Length', bytes.length);
    if (!truncate) {
        res.end(bytes);
        return true;
    }
    res.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => res.destroy());
    return true;
}
//# sourceMappingURL=provocations.js.map