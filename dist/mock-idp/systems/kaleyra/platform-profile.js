import { createHash } from 'node:crypto';
/** A callback order that cannot be carried out; says what to change. */
export class ProfileError extends Error {
}
const texts = {
    profile: '',
    grant: 'client_credentials',
    authMethod: 'POST',
    authUrl: '',
    clientId: '',
    clientSecret: '',
    username: '',
    password: '',
    tokenFieldPath: 'access_token',
    expirationFieldPath: 'expires_in',
    authAlgorithm: '',
    callbackMethod: 'POST',
    callbackUrl: '',
    callbackBody: '',
};
const pairs = ['authHeaders', 'callbackHeaders', 'variables'];
const choices = {
    grant: ['client_credentials', 'password'],
    authMethod: ['GET', 'POST', 'PUT'],
    callbackMethod: ['GET', 'POST', 'PUT', 'DELETE'],
};
const needed = ['profile', 'authUrl', 'clientId', 'clientSecret', 'callbackUrl'];
/** Reads a callback order from the members of a JSON object; key-value pairs may also come as JSON in a text. */
export function profileIn(body) {
    let given;
    try {
        given = JSON.parse(body.toString('utf8'));
    }
    catch (error) {
        throw new ProfileError(`the body is not JSON: ${error.message}`);
    }
    if (typeof given !== 'object' || given === null)
        throw new ProfileError('the body must be a JSON object');
    const unknown = Object.keys(given).find((name) => !(name in texts) && !pairs.includes(name));
    if (unknown !== undefined)
        throw new ProfileError(`${unknown}: no such member`);
    const own = Object.fromEntries(Object.entries(texts).map(([name, usual]) => [name, textIn(name, given[name] ?? usual)]));
    for (const name of needed)
        if (own[name] === '')
            throw new ProfileError(`${name}: is missing`);
    for (const name of ['authUrl', 'callbackUrl']) {
        if (!/^https?:\/\//.test(own[name] ?? ''))
            throw new ProfileError(`${name}: expected an http or https URL`);
    }
    return {
        ...own,
        ...Object.fromEntries(pairs.map((name) => [name, pairsIn(name, given[name])])),
    };
}
function textIn(name, value) {
    if (typeof value !== 'string')
        throw new ProfileError(`${name}: expected text`);
    const allowed = choices[name];
    if (allowed && !allowed.includes(value))
        throw new ProfileError(`${name}: expected one of ${allowed.join(', ')}`);
    return value;
}
function pairsIn(name, given) {
    const wrong = new ProfileError(`${name}: expected an object of texts`);
    try {
        const value = typeof given === 'string' && given !== '' ? JSON.parse(given) : given || {};
        if (Array.isArray(value) || !Object.values(value).every((one) => typeof one === 'string'))
            throw wrong;
        return value;
    }
    catch {
        throw wrong;
    }
}
/** Tells configurations of Advanced Authentication apart; a token belongs to one of them. */
export function configurationOf(profile) {
    const { grant, authMethod, authUrl, clientId, clientSecret, username, password, authHeaders } = profile;
    const { tokenFieldPath, expirationFieldPath } = profile;
    const all = [grant, authMethod, authUrl, clientId, clientSecret, username, password, authHeaders, tokenFieldPath];
    return createHash('sha256')
        .update(JSON.stringify([...all, expirationFieldPath]))
        .digest('base64url');
}
//# sourceMappingURL=platform-profile.js.map