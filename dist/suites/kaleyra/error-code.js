import { succeeded, summaryOf, valueAt } from '../harness/http/exchange.js';
import { ERROR_CHARACTERS, REFUSED_JSON } from './ids.js';
const listOr = new Intl.ListFormat('en', { type: 'disjunction' });
/**
 * Judges the error code of a refusal (RFC 6749 §5.2). What came instead of a refusal is blocked by `effect`, a refusal without a
 * readable code on the requirement that asks for one.
 */
export function namesError({ check, undecided }, id, exchange, effect, ...codes) {
    const error = valueAt(exchange, '/error');
    if (!exchange.response || succeeded(exchange))
        undecided([id], summaryOf(exchange), effect);
    else if (typeof error !== 'string')
        undecided([id], 'the refusal names no error', REFUSED_JSON);
    else if (!/^[ !#-[\]-~]+$/.test(error))
        undecided([id], 'the error cannot be read', ERROR_CHARACTERS);
    else {
        const expected = `error ${listOr.format(codes)}`;
        check(id, exchange, () => ({ ok: codes.includes(error), expected, actual: error }));
    }
}
//# sourceMappingURL=error-code.js.map