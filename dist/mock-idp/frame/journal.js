import { isUtf8 } from 'node:buffer';
const longestBody = 256 * 1024;
/** What an entry, and what each text of a header field, takes besides its characters; measured with many short ones. */
const entryBytes = 400;
const textBytes = 32;
/** Dropped entries that may stand before the oldest one: to move the others up each time would cost more. */
const mostGone = 4_096;
/** A journal that keeps the latest entries only: at most `count`, and at most about `bytes` of them. */
export function createJournal({ count = 20_000, bytes = 32 * 1024 * 1024 } = {}) {
    const held = [];
    let first = 0;
    let seq = 0;
    let clearedAt = 0;
    let total = 0;
    const listeners = new Set();
    const tell = (own) => {
        for (const listener of listeners)
            listener(entryOf(own));
    };
    const trim = () => {
        while (held.length - first > count || (total > bytes && held.length - first > 1)) {
            total -= held[first]?.bytes ?? 0;
            held[first] = undefined;
            first += 1;
        }
        if (first > mostGone) {
            held.splice(0, first);
            first = 0;
        }
    };
    const oldest = () => held[first]?.seq ?? seq + 1;
    return {
        record(request) {
            seq += 1;
            const own = { seq, request, bytes: request.path.length + sizeOf(request) };
            held.push(own);
            total += own.bytes;
            trim();
            tell(own);
            return (response) => {
                if (own.response)
                    return;
                const isNews = own.response === undefined || response !== null;
                own.response = response;
                if (isNews)
                    tell(own);
                if (!response || own.seq < oldest())
                    return;
                const more = sizeOf(response);
                own.bytes += more;
                total += more;
                trim();
            };
        },
        read({ since, limit, fault, path = '' }) {
            const newer = held.slice(first + Math.max(0, since + 1 - oldest()));
            const wanted = newer.filter(({ request }) => (fault === undefined || request.fault === fault) && request.path.startsWith(path));
            const entries = wanted.slice(0, limit).map(entryOf);
            const next = wanted.length > limit ? (entries.at(-1)?.seq ?? since) : seq;
            return { entries, next, dropped: Math.max(0, oldest() - 1 - Math.max(since, clearedAt)) };
        },
        follow(listener) {
            listeners.add(listener);
            return () => listeners.delete(listener);
        },
        clear() {
            held.length = 0;
            first = 0;
            clearedAt = seq;
            total = 0;
        },
    };
}
function entryOf({ seq, request, response }) {
    return {
        seq,
        ...request,
        time: new Date(request.time).toISOString(),
        headers: pairsOf(request.headers),
        response: response ? { ...response, headers: pairsOf(response.headers) } : null,
        ...(response === null && { unanswered: true }),
    };
}
function pairsOf(raw) {
    return Array.from({ length: raw.length / 2 }, (_, i) => [raw[2 * i] ?? '', raw[2 * i + 1] ?? '']);
}
/** A body as the journal keeps it. */
export function recordedBody(body) {
    if (typeof body === 'string' && Buffer.byteLength(body) <= longestBody)
        return { text: body };
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    const kept = bytes.length > longestBody ? bytes.subarray(0, longestBody) : bytes;
    const recorded = isUtf8(kept) ? { text: kept.toString('utf8') } : { base64: kept.toString('base64') };
    return kept === bytes ? recorded : { ...recorded, truncated: true };
}
function sizeOf({ headers, body }) {
    let size = entryBytes + ('text' in body ? body.text.length : body.base64.length);
    for (const part of headers)
        size += textBytes + part.length;
    return size;
}
//# sourceMappingURL=journal.js.map