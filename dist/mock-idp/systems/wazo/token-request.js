import { isUtf8 } from 'node:buffer';
import { scene } from '../../frame/scene.js';
import { faulty } from './faults.js';
import { loadJson, repr, toInt } from './python.js';
import { plainError, tokenError } from './responses.js';
const longest = 315_360_000;
const fields = {
    backend: text(),
    expiration: readExpiration,
    access_type: readAccessType,
    client_id: readClientId,
    refresh_token: readRefreshToken,
    domain_name: text(),
    tenant_id: text(),
    saml_session_id: text({ min: 1, max: 1024 }),
};
/** Reads and checks the body of POST /token. Throws the response for a bad one. */
export function readTokenRequest(contentType) {
    if (faulty('wazo.body-ignored') && contentType.startsWith('application/json'))
        return {};
    const literally = contentType === '' || contentType === 'application/json';
    if (faulty('wazo.media-type-taken-literally') && !literally)
        throw plainError(415, 'Unsupported Media Type');
    if (faulty('wazo.content-type-required') && !contentType)
        throw plainError(415, 'Unsupported Media Type');
    const object = objectIn(jsonIn(contentType));
    const read = {};
    const errors = {};
    for (const [name, field] of Object.entries(fields)) {
        if (!Object.hasOwn(object, name))
            continue;
        const outcome = object[name] === null ? notNull : field(object[name]);
        if ('error' in outcome)
            errors[name] = outcome.error;
        else
            read[name] = outcome.value;
    }
    const unknown = Object.keys(object).find((name) => !Object.hasOwn(fields, name));
    if (unknown && faulty('wazo.unknown-members-refused'))
        errors[unknown] = ['Unknown field.'];
    refuseIfAny(errors);
    refuseIfAny(crossErrors(read));
    return read;
}
function jsonIn(contentType) {
    const bytes = scene().body;
    if (bytes.length === 0 && faulty('wazo.empty-body-accepted'))
        return {};
    const form = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(contentType);
    try {
        return loadJson(form ? '' : textOf(bytes));
    }
    catch (error) {
        if (faulty('wazo.malformed-json-accepted') && bytes.length > 0 && isUtf8(bytes))
            return {};
        throw plainError(400, `Failed to decode JSON object: ${error.message}`);
    }
}
function textOf(bytes) {
    return new TextDecoder('utf-8', { fatal: !faulty('wazo.invalid-utf-8-accepted') }).decode(bytes);
}
function objectIn(value) {
    const empty = !value || (Array.isArray(value) && value.length === 0);
    if (empty)
        return {};
    if (typeof value === 'object' && !Array.isArray(value))
        return value;
    if (faulty('wazo.array-body-accepted'))
        return {};
    throw invalid({ _schema: ['Invalid input type.'] });
}
function offlineAlone(client_id) {
    return faulty('wazo.offline-without-client-id') || (client_id === '' && faulty('wazo.client-id-empty-accepted'));
}
function crossErrors({ access_type, expiration, client_id, refresh_token, tenant_id, domain_name, saml_session_id, }) {
    const offline = access_type === 'offline';
    const messages = [
        offline &&
            refresh_token &&
            !faulty('wazo.offline-with-refresh-token') &&
            'cannot use the "access_type" "offline" with a refresh token',
        offline &&
            !client_id &&
            !offlineAlone(client_id) &&
            '"client_id" must be specified when using "access_type" is "offline"',
        tenant_id &&
            domain_name &&
            !faulty('wazo.tenant-and-domain-accepted') &&
            '"tenant_id" and "domain_name" must be mutually exclusive',
        refresh_token &&
            !client_id &&
            !faulty('wazo.refresh-without-client-id') &&
            '"client_id" must be specified when using a "refresh_token"',
        saml_session_id &&
            refresh_token &&
            !faulty('wazo.saml-with-refresh-token-accepted') &&
            'Cannot use a "saml_session_id" and a "refresh_token" at the same time',
        offline && !expiration && faulty('wazo.offline-needs-expiration') && '"expiration" must be specified',
        refresh_token &&
            access_type &&
            faulty('wazo.refresh-online-refused') &&
            'cannot use "access_type" with a refresh token',
    ].filter((message) => typeof message === 'string' && message !== '');
    return messages.length > 0 ? { _schema: messages } : {};
}
function refuseIfAny(errors) {
    if (Object.keys(errors).length > 0)
        throw invalid(errors);
}
function invalid(errors) {
    return tokenError(faulty('wazo.invalid-status-422') ? 422 : 400, repr(errors));
}
const notNull = {
    error: { message: 'Field may not be null.', constraint_id: 'not_null', constraint: 'not_null' },
};
function wrongType(message, constraint) {
    return { error: { message, constraint_id: 'type', constraint } };
}
function readExpiration(value) {
    const seconds = toInt(value);
    const unread = { value: undefined };
    if (seconds === undefined)
        return typeUnchecked(value) ? unread : wrongType('Not a valid integer.', 'integer');
    if (!Number.isFinite(seconds))
        return { error: ['Number too large.'] };
    if (seconds >= 1 && seconds <= longest)
        return { value: seconds };
    if (seconds < 1 && faulty('wazo.expiration-minimum-unchecked'))
        return unread;
    if (seconds > longest && faulty('wazo.expiration-maximum-unchecked'))
        return { value: longest };
    const message = `Must be greater than or equal to 1 and less than or equal to ${longest}.`;
    return { error: [{ constraint_id: 'range', constraint: { min: 1, max: longest }, message }] };
}
/** Whether a fault ignores an expiration of this wrong type. */
function typeUnchecked(value) {
    if (typeof value === 'string')
        return faulty('wazo.expiration-text-unchecked');
    if (typeof value === 'boolean')
        return faulty('wazo.expiration-boolean-unchecked');
    return faulty('wazo.expiration-type-unchecked');
}
function readAccessType(value) {
    const outcome = choice('online', 'offline')(value);
    return 'error' in outcome && faulty('wazo.access-type-unchecked') ? { value: 'online' } : outcome;
}
function readClientId(value) {
    if (typeof value !== 'string' && faulty('wazo.client-id-type-unchecked'))
        return { value: JSON.stringify(value) };
    if (value === '' && faulty('wazo.client-id-empty-accepted'))
        return { value };
    if (typeof value === 'string' && /[^\x20-\x7e]/.test(value) && faulty('wazo.client-id-ascii-only')) {
        return wrongType('Not a valid string.', 'string');
    }
    return text({ min: 1, max: faulty('wazo.client-id-length-unchecked') ? 1_000_000 : 1024 })(value);
}
function readRefreshToken(value) {
    if (typeof value !== 'string' && faulty('wazo.refresh-token-type-unchecked'))
        return { value: '' };
    return text()(value);
}
function text(limits) {
    return (value) => {
        if (typeof value !== 'string')
            return wrongType('Not a valid string.', 'string');
        if (!limits)
            return { value };
        const { min, max } = limits;
        const length = [...value].length;
        // The real server fails with 500 on text that its database cannot hold; a careful one refuses it.
        if (length >= min && length <= max && !/\0|\p{Surrogate}/u.test(value))
            return { value };
        const message = `Length must be between ${min} and ${max}.`;
        return { error: [{ constraint_id: 'length', constraint: { min, max }, message }] };
    };
}
function choice(...choices) {
    return (value) => {
        if (typeof value !== 'string')
            return wrongType('Not a valid string.', 'string');
        if (choices.includes(value))
            return { value };
        const message = `Must be one of: ${choices.join(', ')}.`;
        return { error: [{ constraint_id: 'enum', constraint: { choices }, message }] };
    };
}
//# sourceMappingURL=token-request.js.map