import { caller, location } from './caller.js';
import { request, texts } from './client-request.js';
import { answers } from './client-responses.js';
import { bodies, credentials, kinds, times } from './inputs.js';
import { login, refusedLogins } from './login.js';
import { members, service } from './members.js';
import { noPasswordForSns, socialLogin } from './sns.js';
import { developers, subjects } from './subjects.js';
/** The flows of the endpoint, each after those whose findings it needs. */
export const serverFlows = [
    login,
    refusedLogins,
    subjects,
    developers,
    members,
    noPasswordForSns,
    socialLogin,
    location,
    caller,
    service,
    credentials,
    bodies,
    kinds,
    times,
];
/** The flows of the console that calls it, in the same way. */
export const clientFlows = [request, texts, answers];
export const flows = [...serverFlows, ...clientFlows];
//# sourceMappingURL=flows.js.map