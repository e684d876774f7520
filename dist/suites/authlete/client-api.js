import { role } from '../harness/flow/flow.js';
import { statusOf, succeeded, summaryOf } from '../harness/http/exchange.js';
import { runCommand, triggerRequest } from '../harness/target/trigger.js';
import { joinUrl } from '../harness/target/url.js';
/** The calls that went to the endpoint whose path begins with this word. */
export function callsTo(calls, word) {
    return calls.filter(({ request }) => /\/receiver\/[^/]+\/+([^/?]*)/.exec(request.url)?.[1] === word);
}
/** Beyond what a double holds. */
export const SERVICE_API_KEY = '9223372036854775807';
export const ID = 'ada';
export const PASSWORD = 'tollgate-analytical-engine';
export const API_KEY = 'tollgate-callback';
export const API_SECRET = 'tollgate-callback-secret';
/** How long consoles that can be told wait for an endpoint that never answers, and at most for any other, in milliseconds. */
const PATIENCE = { silent: 500, other: 30_000 };
/** The response of section 6 for this subject. */
export function yes(subject, more = {}) {
    return { authenticated: true, subject, displayName: 'Ada Lovelace', ...more };
}
function openConsole({ target, send, note, peer, cleanUp, timeoutMs, secret }) {
    const { command, ...call } = target.trigger;
    async function open() {
        const { listen, publicUrl } = target.peers.receiver;
        const started = await peer.control('POST', 'receiver', { listen, ...(publicUrl && { publicUrl }) });
        const { id, url } = started;
        cleanUp(async () => {
            await peer.control('DELETE', `receiver/${id}`);
            return [];
        });
        const since = await peer.mark();
        async function answerAt(path, { redirect, reset, hang, ...response }) {
            const { body, status = 200, contentType = 'application/json; charset=UTF-8' } = response;
            const headers = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };
            const usual = { status, contentType, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
            const action = reset || hang ? { reset, hang } : redirect === undefined ? usual : { redirect: url + redirect };
            await peer.control('POST', `receiver/${id}/behaviours`, { match: { path }, times: 20, action });
        }
        return {
            url,
            async logIn(path, typed = {}, answering = {}) {
                const values = {
                    endpoint: url + path,
                    apiKey: API_KEY,
                    apiSecret: API_SECRET,
                    serviceApiKey: SERVICE_API_KEY,
                    id: ID,
                    password: PASSWORD,
                    timeoutMs: answering.hang ? PATIENCE.silent : Math.min(timeoutMs, PATIENCE.other),
                    ...typed,
                };
                secret(values.password, 'password');
                secret(values.apiSecret, 'api_secret');
                await answerAt(path.split('?')[0] ?? path, { body: yes(values.id), ...answering });
                return fire(path, values);
            },
            async calls(atLeast) {
                await peer.control('DELETE', `receiver/${id}/behaviours`);
                const seen = await peer.received(`/receiver/${id}/`, { since, atLeast });
                note(seen);
                return seen;
            },
        };
    }
    async function fire(path, values) {
        if (command !== undefined) {
            const { code, output } = await runCommand(command, values, timeoutMs);
            const said = `exit code ${code}${output.trim() ? `: ${output.trim().slice(-200)}` : ''}`;
            return { path, loggedIn: code === 0, refused: code !== 0, ended: code !== null, said };
        }
        const { url: at = '', method = 'POST', contentType = 'application/json', ...rest } = call;
        const url = joinUrl(target.url ?? '', at);
        const exchange = await send(triggerRequest({ ...rest, url, method, contentType }, values));
        const status = statusOf(exchange) ?? 0;
        const refused = status >= 300 && status < 500;
        const ended = exchange.response !== undefined;
        return { path, loggedIn: succeeded(exchange), refused, ended, said: summaryOf(exchange), exchange };
    }
    return { console: { open } };
}
/** Makes a flow of the role that calls developer authentication callback endpoints. */
export const flow = role('authlete.client', openConsole);
//# sourceMappingURL=client-api.js.map