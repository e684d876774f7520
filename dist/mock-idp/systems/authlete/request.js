import { isUtf8 } from 'node:buffer';
import { LosslessNumber, parse } from 'lossless-json';
import { step } from '../../frame/step.js';
import { BadRequest, refusalOf } from './responses.js';
/** The longest body that is read, in bytes. */
export const longestBody = 64 * 1024;
/** Lets only POST with a JSON body through (section 5). Throws the 405 or 415 response. */
export function checkKind(method, contentType) {
    if (!isRightMethod(method))
        throw refused('wrong method');
    if (!isJson(contentType))
        throw refused('other media type');
}
/** Whether it is the method of section 5. */
export const isRightMethod = step((method) => method === 'POST');
/** Whether the media type is that of section 5; case and parameters do not matter (RFC 9110 section 8.3.1). */
export const isJson = step((contentType) => contentType.split(';')[0]?.trim().toLowerCase() === 'application/json');
/** The body as an object, integers exact. Throws the 400 or 413 response for anything else. */
export function readBody(body) {
    return objectIn(jsonIn(textOf(body)));
}
/** The body's text (RFC 8259 section 8.1). */
export const textOf = step((body) => {
    if (body.length > longestBody)
        throw refused('too large');
    if (body.length === 0)
        throw refused('empty');
    if (!isUtf8(body))
        throw refused('not UTF-8');
    return body.toString('utf8');
});
/** JSON text as a value; a member that is there twice with different values is malformed (RFC 8259 section 4). */
export const jsonIn = step((text) => {
    try {
        return parse(text, null, {
            onDuplicateKey: () => {
                throw refused('duplicate member');
            },
        });
    }
    catch (error) {
        if (error instanceof BadRequest)
            throw error;
        throw refused(error instanceof RangeError ? 'nested too deeply' : 'not JSON');
    }
});
/** The value where it is an object. */
export const objectIn = step((value) => {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject || value instanceof LosslessNumber)
        throw refused('not an object');
    return value;
});
function refused(reason) {
    return new BadRequest(refusalOf(reason));
}
//# sourceMappingURL=request.js.map