import { now } from '../../frame/scene.js';
import { step } from '../../frame/step.js';
/** Why there is no token; no callback follows. */
export class AuthFailed extends Error {
    kind;
    constructor(kind, message) {
        super(message);
        this.kind = kind;
    }
}
/** The token (RFC 6750 §2.1: b64token) and validity of a response of the auth URL; throws an AuthFailed. */
export const tokenIn = step((status, text, profile) => {
    if (status >= 500)
        throw new AuthFailed('error', `the auth URL failed with ${status}`);
    if (status < 200 || status > 299)
        throw new AuthFailed('refusal', `the auth URL answered ${status}`);
    const response = objectIn(text);
    const { token_type = 'Bearer' } = response;
    if (!isBearer(token_type))
        throw new AuthFailed('unusable', `token_type ${token_type}`);
    const token = valueAt(response, profile.tokenFieldPath);
    if (token === undefined)
        throw new AuthFailed('missing', `nothing stands at ${profile.tokenFieldPath}`);
    if (!isToken(token))
        throw new AuthFailed('unusable', 'what stands there is not a token');
    return { token: String(token), expiresAt: useUntil(valueAt(response, profile.expirationFieldPath)) };
});
/** The members of a response; unknown ones do no harm (RFC 6749 §5.1). */
export const objectIn = step((text) => {
    try {
        const value = JSON.parse(text);
        if (typeof value === 'object' && value !== null && !Array.isArray(value))
            return value;
    }
    catch { }
    throw new AuthFailed('no-json', 'the auth URL answered with something that is not a JSON object');
});
/** Whether it is the token type that the platform knows, in any case (RFC 6749 §5.1). */
export const isBearer = step((type) => String(type).toLowerCase() === 'bearer');
/** Whether it can be sent as a token, of whatever form. */
export const isToken = step((value) => typeof value === 'string' && /^[\w.~+/-]+=*$/.test(value));
/** The member of that very name, or else what a dotted path with indexes leads to. */
export const valueAt = step((response, path) => {
    if (Object.hasOwn(response, path))
        return response[path];
    const names = path.replace(/\[(\d+)\]/g, '.$1').split('.');
    return names.reduce((value, name) => {
        const held = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
        return held ? value[name] : undefined;
    }, response);
});
/**
 * When to stop using a token: a little before it ends, at most half a minute, in milliseconds since the epoch.
 * Without a usable validity the token is good for one callback.
 */
export const useUntil = step((validity) => {
    const endsAt = endOf(validity);
    return endsAt === undefined ? now() : endsAt - Math.min(30_000, (endsAt - now()) / 10);
});
/**
 * When a validity ends, in milliseconds since the epoch. Below 10^9 it is a duration in seconds, below 10^12 a time in
 * seconds, above it one in milliseconds; a text may be a date (ISO 8601).
 */
export const endOf = step((validity) => {
    const numeric = typeof validity === 'number' || (typeof validity === 'string' && /^\d+(\.\d+)?$/.test(validity));
    if (!numeric) {
        const date = typeof validity === 'string' ? Date.parse(validity) : Number.NaN;
        return Number.isNaN(date) ? undefined : date;
    }
    const number = Number(validity);
    if (number <= 0 || !Number.isFinite(number))
        return undefined;
    if (number >= 1e12)
        return number;
    return number >= 1e9 ? number * 1000 : now() + number * 1000;
});
//# sourceMappingURL=platform-response.js.map