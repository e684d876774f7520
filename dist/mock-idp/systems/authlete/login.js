import { LosslessNumber } from 'lossless-json';
import { sameText } from '../../frame/same-text.js';
import { step } from '../../frame/step.js';
import { byLogin, bySns } from './developers.js';
/** Finds out who logs in: by `id` and `password` where `sns` is null or absent, by the link to the SNS otherwise (section 5). */
export const whoLogsIn = step(async (service, request) => {
    if (!isOfService(service, request))
        return undefined;
    return isPasswordLogin(request) ? byPassword(service, request) : socially(service, request);
});
/** Whether the service API key is ours, to its last digit; one that is not there is not looked at. */
export const isOfService = step((service, { serviceApiKey: given }) => {
    if (given === undefined || given === null)
        return true;
    return given instanceof LosslessNumber && given.value === service.serviceApiKey;
});
/** Whether the login is by id and password: `sns` is null (section 5). */
export const isPasswordLogin = step(({ sns }) => sns === undefined || sns === null);
/** The developer with this login ID and password. */
export const byPassword = step((service, { id, password }) => {
    const developer = typeof id === 'string' && id !== '' ? byLogin(service, id) : undefined;
    return passwordFits(developer, password) ? developer : undefined;
});
/** Whether it is the developer's password; compared for nobody as well, so that an unknown id takes as long. */
export const passwordFits = step((developer, password) => {
    const isText = typeof password === 'string';
    return sameText(developer?.password ?? '', isText ? password : '') && isText;
});
/** The developer whom the SNS knows by this subject; the other members describe the SNS's token and decide nothing. */
export const socially = step((service, { sns, id }) => {
    return typeof sns === 'string' && typeof id === 'string' ? bySns(service, sns, id) : undefined;
});
//# sourceMappingURL=login.js.map