import { parse } from 'lossless-json';
import { altered, except, instead } from '../../../faults/changes.js';
import { faultsOf } from '../../../faults/fault-table.js';
import { isJson, isRightMethod, jsonIn, objectIn, textOf } from '../request.js';
import { refusalOf } from '../responses.js';
import { crash } from './crash.js';
import { status } from './status.js';
/** Of a member that is there twice the value that comes first in the alphabet counts. */
function withDuplicates(text) {
    return parse(text, null, {
        onDuplicateKey: ({ oldValue, newValue }) => (String(oldValue) < String(newValue) ? oldValue : newValue),
    });
}
/** How a request is read (section 5, RFC 8259, RFC 9110). */
export const requestFaults = faultsOf('authlete.server', {
    'media-type-parameters-refused': [
        'application/json with a charset is refused.',
        'authlete.rfc.media-type-parameters',
        altered(isJson, (is, type) => is && !type.includes(';')),
    ],
    'media-type-case-sensitive': [
        'Application/JSON is refused.',
        'authlete.rfc.media-type-case',
        altered(isJson, (is, type) => is && type.trim().startsWith('application/json')),
    ],
    'any-media-type': [
        'A body of any media type is read.',
        'authlete.practice.other-media-types',
        altered(isJson, () => true),
    ],
    'media-type-status-200': [
        'A body of another media type is answered with 200.',
        'authlete.rfc.media-type-status',
        status(200, 'other media type'),
    ],
    'json-escapes-misread': [
        '\\u escapes are not undone.',
        'authlete.rfc.json-escapes',
        instead(jsonIn, (honest) => (text) => honest(text.replaceAll('\\u', '\\\\u'))),
    ],
    'utf-8-misread': [
        'Bodies are read as Latin-1.',
        'authlete.rfc.json-utf-8',
        altered(textOf, (_text, body) => body.toString('latin1')),
    ],
    'malformed-json-repaired': [
        'A truncated body is completed.',
        'authlete.practice.malformed-json',
        instead(jsonIn, (honest) => (text) => {
            try {
                return honest(text);
            }
            catch {
                return honest(`${text}}`);
            }
        }),
    ],
    'malformed-status-200': [
        'A body that is not JSON is answered with 200.',
        'authlete.rfc.malformed-status',
        status(200, 'empty', 'not UTF-8', 'not JSON', 'duplicate member', 'nested too deeply', 'not an object'),
    ],
    'array-unwrapped': [
        'A request in an array is taken out of it.',
        'authlete.practice.body-not-object',
        instead(objectIn, (honest) => (value) => honest(Array.isArray(value) ? value[0] : value)),
    ],
    'empty-body-500': ['An empty body crashes the endpoint.', 'authlete.practice.empty-body', status(500, 'empty')],
    'duplicate-members-500': [
        'Duplicate members crash the endpoint.',
        'authlete.practice.duplicate-members',
        status(500, 'duplicate member'),
    ],
    'duplicate-members-any': [
        'Of duplicate members the shortest counts.',
        'authlete.practice.duplicate-members',
        instead(jsonIn, (honest) => (text) => {
            try {
                return withDuplicates(text);
            }
            catch {
                return honest(text);
            }
        }),
    ],
    'deep-nesting-500': [
        'Deeply nested JSON crashes the endpoint.',
        'authlete.practice.deep-nesting',
        status(500, 'nested too deeply'),
    ],
    'byte-order-mark-500': [
        'A byte order mark crashes the endpoint.',
        'authlete.practice.byte-order-mark',
        except(jsonIn, (text) => text.startsWith('\uFEFF'), crash),
    ],
    'invalid-utf-8-500': [
        'Bytes that are not UTF-8 crash the endpoint.',
        'authlete.practice.invalid-utf-8',
        status(500, 'not UTF-8'),
    ],
    'large-body-500': ['A large body crashes the endpoint.', 'authlete.practice.large-body', status(500, 'too large')],
    'put-accepted': [
        'PUT logs in as well.',
        'authlete.practice.other-methods',
        altered(isRightMethod, (is, method) => is || method === 'PUT'),
    ],
    'wrong-method-200': [
        'Other methods are answered with 200.',
        'authlete.rfc.method-status',
        status(200, 'wrong method'),
    ],
    'no-allow-header': [
        'The 405 response has no Allow.',
        'authlete.rfc.allow-header',
        altered(refusalOf, (honest, reason) => (reason === 'wrong method' ? { ...honest, headers: {} } : honest)),
    ],
});
//# sourceMappingURL=requests.js.map