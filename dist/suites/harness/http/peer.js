import { setTimeout as sleep } from 'node:timers/promises';
import { request as send } from 'undici';
/** How many entries of the journal are read at once. */
const PAGE = 2_000;
/** A path that no request has: it leaves the place where the journal ends. */
const NOWHERE = '~nowhere';
/** Opens the control side of a peer. `settleMs`: how long nothing must come before absence is believed. */
export function openPeer({ url, publicUrl }, settleMs) {
    async function control(method, path, body) {
        const response = await send(`${url}/_control/${path}`, {
            method,
            headers: body ? { 'content-type': 'application/json' } : {},
            ...(body && { body: JSON.stringify(body) }),
        });
        const text = await response.body.text();
        if (response.statusCode >= 400)
            throw new Error(`The mock IdP refused ${method} /_control/${path}: ${text}`);
        return text === '' ? undefined : JSON.parse(text);
    }
    const page = async (since, path) => (await control('GET', `journal?since=${since}&limit=${PAGE}&path=${encodeURIComponent(path)}`));
    async function read(since, path) {
        const { entries, next, dropped } = await page(since, path);
        if (dropped > 0)
            throw new Error(`The mock IdP's journal dropped ${dropped} requests.`);
        return entries.length < PAGE ? entries : [...entries, ...(await read(next, path))];
    }
    return {
        url,
        publicUrl,
        control,
        mark: async () => (await page(0, NOWHERE)).next,
        async received(path, { since, atLeast = 0, withinMs = 5_000, only = () => true }) {
            const end = performance.now() + withinMs;
            let quietSince = performance.now();
            let count = -1;
            for (;;) {
                const entries = await read(since, path);
                const seen = entries
                    .map((entry) => ({ entry, exchange: toExchange(url, entry) }))
                    .filter(({ exchange }) => only(exchange));
                if (seen.length !== count)
                    quietSince = performance.now();
                count = seen.length;
                const settled = performance.now() - quietSince >= settleMs && seen.every(({ entry }) => entry.response || entry.unanswered);
                if ((settled && count >= atLeast) || performance.now() > end)
                    return seen.map(({ exchange }) => exchange);
                await sleep(Math.min(20, settleMs));
            }
        },
        async provoke(order) {
            const { id } = (await control('POST', 'provocations', order));
            return async () => void (await control('DELETE', `provocations/${id}`));
        },
        mint: async (order) => (await control('POST', 'mint', order)),
    };
}
/** A journal entry as an exchange whose request the target sent and whose response was ours. */
function toExchange(url, { method, path, headers, body, response }) {
    return {
        request: { method, url: url + path, headers, body: bytesOf(body) },
        ...(response && { response: { status: response.status, headers: response.headers, body: bytesOf(response.body) } }),
        ...(!response && { failure: { kind: 'other', message: 'we gave no response' } }),
        durationMs: 0,
    };
}
function bytesOf({ text, base64 }) {
    return base64 === undefined ? Buffer.from(text ?? '') : Buffer.from(base64, 'base64');
}
//# sourceMappingURL=peer.js.map