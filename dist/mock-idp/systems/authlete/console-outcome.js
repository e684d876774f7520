import { isUtf8 } from 'node:buffer';
import { step } from '../../frame/step.js';
const longest = 100;
const lengthOf = (text) => [...String(text ?? '')].length;
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isRedirect = ({ status }) => status >= 300 && status < 400;
const unlessStatus = ({ status }) => `The endpoint answered with status ${status}; 200 was expected.`;
/** What a response has to be like before its members mean anything (section 6), in the order in which it is looked at. */
const ofResponses = {
    'a server error': (response) => (response.status >= 500 ? unlessStatus(response) : undefined),
    'a redirect': (response) => isRedirect(response)
        ? `The endpoint answered with a redirect (${response.status}), which is not followed.`
        : undefined,
    'another status': (response) => response.status === 200 || response.status >= 500 || isRedirect(response) ? undefined : unlessStatus(response),
    'another media type': ({ headers }) => {
        const type = String(headers['content-type'] ?? '');
        return /^application\/json\s*(;|$)/i.test(type)
            ? undefined
            : `The response's Content-Type is ${type || 'missing'}; application/json; charset=UTF-8 was expected.`;
    },
    'not JSON': ({ value }) => (value === undefined ? 'The response is not JSON in UTF-8.' : undefined),
    'not an object': ({ value }) => value === undefined || isObject(value) ? undefined : 'The response is JSON, but not an object.',
    'no authenticated': ({ value, members }) => isObject(value) && members.authenticated === undefined ? 'The response has no member "authenticated".' : undefined,
    'authenticated is not a boolean': ({ members: { authenticated } }) => authenticated === undefined || typeof authenticated === 'boolean'
        ? undefined
        : `"authenticated" is ${JSON.stringify(authenticated)}; true or false was expected, without quotes.`,
};
/** What the members of a login must be like (section 6). */
const ofLogins = {
    'no subject': ({ members: { subject } }) => typeof subject === 'string' && subject !== ''
        ? undefined
        : '"authenticated" is true, but "subject" is not a text; the developer\'s identifier was expected.',
    'a long subject': ({ members: { subject } }) => lengthOf(subject) > longest ? `"subject" is longer than ${longest} characters.` : undefined,
    'a subject beyond ASCII': ({ members: { subject } }) => /^[\x20-\x7E]*$/.test(String(subject ?? '')) ? undefined : '"subject" has characters other than printable ASCII.',
    'a long display name': ({ members: { displayName } }) => lengthOf(displayName) > longest ? `"displayName" is longer than ${longest} characters.` : undefined,
};
/** What one rule finds wrong with a response. */
export const problemOf = step((_name, rule, response) => rule(response));
/** What a response to the login of `id` comes to. Throws nothing: a response that cannot be used is a refusal with reasons. */
export const outcomeOf = step((response, _id) => {
    if ('failure' in response)
        return withoutResponse(response);
    const read = readResponse(response);
    const problems = problemsOf(ofResponses, read);
    if (problems.length > 0)
        return unusable(problems);
    const { authenticated, subject, displayName } = read.members;
    if (authenticated === false)
        return { status: 401, loggedIn: false, problems: [] };
    const wrong = authenticated === true ? problemsOf(ofLogins, read) : [];
    if (wrong.length > 0)
        return unusable(wrong);
    return { status: 200, loggedIn: true, subject: String(subject), displayName: displayName, problems: [] };
});
/** A response with its members. */
export function readResponse(response) {
    const value = readJson(response.body);
    return { ...response, value, members: value !== null && typeof value === 'object' ? { ...value } : {} };
}
/** The outcome of a response that cannot be used. */
export function unusable(problems) {
    return { status: 502, loggedIn: false, problems };
}
function withoutResponse({ failure, timedOut }) {
    return { ...unusable([`The endpoint gave no response: ${failure}.`]), status: timedOut ? 504 : 502 };
}
function problemsOf(rules, response) {
    return Object.entries(rules).flatMap(([name, rule]) => problemOf(name, rule, response) ?? []);
}
function readJson(body) {
    if (!isUtf8(body))
        return undefined;
    try {
        return JSON.parse(body.toString('utf8'));
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=console-outcome.js.map