import { isNestedDeeper } from '../../frame/nesting.js';
import { scene } from '../../frame/scene.js';
import { faulty } from './faults.js';
import { validationError } from './responses.js';
/** A complaint repeats what was sent: what is nested deeper cannot be written again. */
const deepest = 500;
const missing = { message: 'Field is required but missing' };
/**
 * Reads the body as JSON whatever its Content-Type says, as Crossbar does (api_util.erl).
 * Throws the 400 response for a body that is no JSON object or has no `data`.
 */
export function readEnvelope(ctx) {
    const query = new URLSearchParams(ctx.querystring);
    const body = bodyOf(ctx);
    const value = (name) => {
        const inBody = body[name];
        return typeof inBody === 'string' ? inBody : query.getAll(name).at(-1);
    };
    return {
        data: dataOf(body),
        action: value('action'),
        verb: value('verb'),
        authToken: value('auth_token'),
        accept: value('accept'),
    };
}
function bodyOf(ctx) {
    const text = scene().body.toString('utf8');
    if (text.trim() === '')
        return { data: {} };
    const form = ctx.is('application/x-www-form-urlencoded') === 'application/x-www-form-urlencoded';
    if (form && faulty('kazoo.json-in-form-refused'))
        throw notJson('application/x-www-form-urlencoded is no JSON');
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (error) {
        if (faulty('kazoo.malformed-json-accepted'))
            return { data: {} };
        throw notJson(error.message);
    }
    if (isNestedDeeper(text, deepest))
        throw notJson(`Value is nested deeper than ${deepest} levels`);
    if (!isObject(value))
        throw notJson('Value is not an object');
    return value;
}
function notJson(message) {
    return validationError({ json: { invalid: { message, target: 'body' } } });
}
function dataOf(body) {
    if (body.data === undefined) {
        if (faulty('kazoo.data-optional'))
            return {};
        throw validationError({ data: { required: { ...missing, value: body } } });
    }
    if (typeof body.data !== 'object' || body.data === null) {
        throw validationError({
            data: {
                type: { message: 'Value did not match type(s): object, array', target: 'object, array', value: body.data },
            },
        });
    }
    return body.data;
}
/** Checks the members of `data` against their rules. Throws the 400 response that names every failing one. */
export function checkMembers(data, rules) {
    const complaints = Object.entries(rules).flatMap(([name, rule]) => {
        const complaint = complaintOf(name, data[name], rule);
        return complaint ? [[name, complaint]] : [];
    });
    if (complaints.length > 0)
        throw validationError(Object.fromEntries(complaints));
}
function complaintOf(name, value, rule) {
    if (value === undefined)
        return rule.required ? { required: { ...missing, value: name } } : undefined;
    if (rule.type === 'string' && typeof value !== 'string') {
        return { type: { message: 'Value did not match type(s): string', target: 'string', value } };
    }
    const { length } = String(value);
    const { minLength = 0, maxLength = Number.POSITIVE_INFINITY } = rule;
    if (length < minLength) {
        return { minLength: { message: `String must be at least ${minLength} characters`, target: minLength, value } };
    }
    if (length > maxLength) {
        return { maxLength: { message: `String must not be more than ${maxLength} characters`, target: maxLength, value } };
    }
    if (rule.enum && !rule.enum.includes(String(value))) {
        return { enum: { message: 'Value not found in enumerated list of values', target: rule.enum, value } };
    }
    return undefined;
}
/** Whether a value is a JSON object. */
export function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
//# sourceMappingURL=request.js.map