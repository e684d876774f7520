import { METHODS, validateHeaderName, validateHeaderValue } from 'node:http';
/** A request that /_control cannot serve. */
export class ControlError extends Error {
    status;
    constructor(status, message) {
        super(message);
        this.status = status;
    }
}
/** The JSON object that a body is; throws a ControlError for any other body. */
export function objectIn(body) {
    let value;
    try {
        value = JSON.parse(body.toString('utf8'));
    }
    catch (error) {
        throw new ControlError(400, `the body is not JSON: ${error.message}`);
    }
    if (!isObject(value))
        throw new ControlError(400, 'the body must be a JSON object');
    return value;
}
/** Reads `{ match?, times?, action }`; throws a ControlError that names what is wrong. */
export function orderIn({ match = {}, times = 1, action, ...rest }, members) {
    refuseUnknown('', rest);
    if (!isObject(match))
        throw new ControlError(400, 'match: expected an object { method?, path?, contains? }');
    const { method, path, contains, ...others } = match;
    refuseUnknown('match.', others);
    for (const [name, value] of Object.entries({ method, path, contains })) {
        if (value !== undefined && typeof value !== 'string')
            throw new ControlError(400, `match.${name}: expected text`);
    }
    refuseUnmatchable(method, path);
    if (!isNumber(times, 1, 10_000))
        throw new ControlError(400, 'times: expected a whole number from 1 to 10000');
    return { match, times: times, action: actionIn('action', action, members) };
}
/** Throws a ControlError for what no request can match. */
function refuseUnmatchable(method, path) {
    if (method !== undefined && !METHODS.includes(method.toUpperCase())) {
        throw new ControlError(400, `match.method: ${method} is not a method; some are GET, POST, PUT, DELETE`);
    }
    if (path === undefined)
        return;
    if (!path.startsWith('/'))
        throw new ControlError(400, `match.path: ${path} does not begin with /`);
    if (/[?#]/.test(path)) {
        throw new ControlError(400, 'match.path: is compared without the query; use match.contains for what is in it');
    }
    if (/^\/_control(\/|$)/.test(path))
        throw new ControlError(400, 'match.path: nothing is done to /_control');
}
/** Reads an action; throws a ControlError that names the member that is wrong. */
export function actionIn(where, action, members) {
    if (!isObject(action) || Object.keys(action).length === 0) {
        throw new ControlError(400, `${where}: expected an object with some of ${Object.keys(members).join(', ')}`);
    }
    for (const [name, value] of Object.entries(action)) {
        const fits = Object.hasOwn(members, name) ? members[name] : undefined;
        if (!fits)
            refuseUnknown(`${where}.`, { [name]: value });
        else if (!fits(value)) {
            throw new ControlError(400, `${where}.${name}: ${JSON.stringify(value)} is not allowed here`);
        }
    }
    return action;
}
/** Throws a ControlError when there is a member that nobody reads. */
export function refuseUnknown(where, rest) {
    const [unknown] = Object.keys(rest);
    if (unknown !== undefined)
        throw new ControlError(400, `${where}${unknown}: no such member`);
}
export function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Whether a value is a whole number within bounds. */
export function isNumber(value, least, most) {
    return Number.isInteger(value) && value >= least && value <= most;
}
/** Whether a value holds header fields that can be sent; the length of a body is not one's own to say. */
export function isHeaders(value) {
    return isObject(value) && Object.entries(value).every(([name, one]) => isHeader(name, one));
}
/** Whether a value can be sent as the value of a header field. */
export function isHeaderValue(value) {
    return isHeader('x', value);
}
function isHeader(name, value) {
    if (typeof value !== 'string' || name.toLowerCase() === 'content-length')
        return false;
    try {
        validateHeaderName(name);
        validateHeaderValue(name, value);
        return true;
    }
    catch {
        return false;
    }
}
/** Whether a text is a URL of the web. */
export function isHttpUrl(text) {
    return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
//# sourceMappingURL=control-request.js.map