import { altered, instead } from '../../../faults/changes.js';
import { faultsOf } from '../../../faults/fault-table.js';
import { scene } from '../../../frame/scene.js';
import { checkCaller, credentialsIn, whyNotTheCaller } from '../basic.js';
import { readBody } from '../request.js';
import { refusalOf } from '../responses.js';
import { status } from './status.js';
/** How the caller is told from others (section 4). */
export const callerFaults = faultsOf('authlete.server', {
    'basic-unchecked': [
        'Callers need no Basic credentials.',
        ['authlete.basic.may-be-checked', 'authlete.practice.basic-checked'],
        altered(whyNotTheCaller, () => undefined),
    ],
    'basic-name-unchecked': [
        'Any API key will do.',
        'authlete.practice.basic-wrong-key',
        altered(whyNotTheCaller, (reason, given, { password }) => reason === 'wrong key' && credentialsIn(given)?.password === password ? undefined : reason),
    ],
    'basic-password-unchecked': [
        'Any API secret will do.',
        'authlete.practice.basic-wrong-secret',
        altered(whyNotTheCaller, (reason) => (reason === 'wrong secret' ? undefined : reason)),
    ],
    'basic-malformed-accepted': [
        'Basic credentials that cannot be read are ignored.',
        'authlete.practice.basic-malformed',
        altered(whyNotTheCaller, (reason, given) => (reason === 'no credentials' && given !== '' ? undefined : reason)),
    ],
    'basic-tells-what-is-wrong': [
        'A refusal tells whether key or secret is wrong.',
        'authlete.practice.basic-same-refusal',
        altered(refusalOf, (honest, reason) => honest.status === 401 ? { ...honest, headers: { 'WWW-Authenticate': `Basic realm="${reason}"` } } : honest),
    ],
    'basic-status-400': [
        'Missing and wrong Basic credentials are answered with 400.',
        'authlete.rfc.basic-status',
        status(400, 'no credentials', 'wrong key', 'wrong secret'),
    ],
    'basic-no-challenge': [
        'The response to a caller without credentials has no WWW-Authenticate.',
        'authlete.rfc.basic-challenge',
        altered(refusalOf, (honest) => (honest.status === 401 ? { ...honest, headers: {} } : honest)),
    ],
    'basic-scheme-case': [
        'The scheme must be written Basic.',
        'authlete.rfc.basic-scheme-case',
        altered(credentialsIn, (pair, given) => (given.startsWith('Basic ') ? pair : undefined)),
    ],
    'basic-one-space': [
        'Two spaces after Basic are one too many.',
        'authlete.rfc.basic-spaces',
        altered(credentialsIn, (pair, given) => (/^Basic {2}/i.test(given) ? undefined : pair)),
    ],
    'body-before-basic': [
        'The body is looked at before the Basic credentials.',
        'authlete.vendor.basic-first',
        instead(checkCaller, (honest) => (given, service) => {
            readBody(scene().body);
            honest(given, service);
        }),
    ],
});
//# sourceMappingURL=callers.js.map