import { sameText } from '../../frame/same-text.js';
import { step } from '../../frame/step.js';
import { BadRequest, refusalOf } from './responses.js';
/** Throws the 401 response unless the caller shows the service's Basic credentials (section 4; RFC 7617), where it has any. */
export const checkCaller = step((authorization, { basic }) => {
    const reason = basic && whyNotTheCaller(authorization, basic);
    if (reason)
        throw new BadRequest(refusalOf(reason));
});
/** What is wrong with an Authorization header; nothing where it shows API key and API secret. */
export const whyNotTheCaller = step((authorization, basic) => {
    const given = credentialsIn(authorization);
    if (!given)
        return 'no credentials';
    if (!sameText(given.name, basic.name))
        return 'wrong key';
    return sameText(given.password, basic.password) ? undefined : 'wrong secret';
});
/** Name and password, split at the first colon (RFC 7617 section 2); none when the header is damaged. */
export const credentialsIn = step((authorization) => {
    const encoded = /^Basic +(\S*)$/i.exec(authorization)?.[1];
    if (encoded === undefined || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) || encoded.length % 4 !== 0)
        return undefined;
    const text = Buffer.from(encoded, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    return colon < 0 ? undefined : { name: text.slice(0, colon), password: text.slice(colon + 1) };
});
//# sourceMappingURL=basic.js.map