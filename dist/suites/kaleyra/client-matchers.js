import { headerValues, summaryOf } from '../harness/http/exchange.js';
import { tokenOf } from './platform.js';
/** A judge that gives what a flow has found already. */
export const is = (finding) => () => finding;
/** The same, from its parts. */
export const finds = (ok, expected, actual) => is({ ok, expected, actual });
/** Several findings as one. */
export const together = (...findings) => ({
    ok: findings.every(({ ok }) => ok),
    expected: findings.map(({ expected }) => expected).join('; '),
    actual: findings.map(({ actual }) => actual).join('; '),
});
/** The callbacks were sent, and each carries this token. */
export function carries(callbacks, token) {
    const tokens = callbacks.map(tokenOf);
    const ok = tokens.length > 0 && tokens.every((one) => one === token);
    const actual = tokens.length === 0 ? 'no callback' : tokens.map((one) => one ?? 'a callback without a token').join(', ');
    return { ok, expected: `callbacks with the token ${token}`, actual };
}
/** Nothing was called back. */
export function noCallback({ callbacks }) {
    const [first] = callbacks;
    const field = first && headerValues(first.request.headers, 'authorization')[0];
    const actual = first ? `${callbacks.length} callbacks, Authorization: ${field ?? 'none'}` : 'none';
    return { ok: callbacks.length === 0, expected: 'no callback', actual };
}
/** How often the platform asked for a token, and what it then called back with. */
export function told({ auth, callbacks }) {
    const tokens = callbacks.map((callback) => tokenOf(callback) ?? 'none').join(', ') || 'no callback';
    return `${auth.length} authentication requests; tokens: ${tokens}`;
}
/** One line that says what became of a trigger. */
export const triggered = (exchange) => exchange ? `the trigger was answered: ${summaryOf(exchange)}` : 'the trigger was a command';
//# sourceMappingURL=client-matchers.js.map