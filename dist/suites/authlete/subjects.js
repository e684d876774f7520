import { valueAt } from '../harness/http/exchange.js';
import { authenticates, flow } from './api.js';
import { DISCERNS, LOGIN, STABLE, SUBJECT } from './ids.js';
const UNIQUE = 'authlete.response.subject-unique';
const BY_EMAIL = 'authlete.request.email-login';
const SAME_BY_EMAIL = 'authlete.response.subject-same-by-email';
const OF_ANOTHER = 'authlete.endpoint.password-of-another-refused';
const UTF_8 = 'authlete.rfc.json-utf-8';
const NO_OTHER = 'the target file names no authlete.otherDeveloper';
const isAscii = (text) => /^[\x20-\x7E]*$/.test(text);
export const subjects = flow('a subject identifies a developer', { endpoint: 'developer-auth', needs: [LOGIN, SUBJECT], judges: [STABLE, BY_EMAIL, SAME_BY_EMAIL] }, async ({ endpoint, check, hangs, skip, extract, undecided }) => {
    const first = await endpoint.logIn(endpoint.login());
    const again = await endpoint.logIn(endpoint.login());
    const subject = extract(first, '/subject', SUBJECT);
    const same = (other) => () => ({
        ok: other === subject,
        expected: `the subject ${subject} again`,
        actual: other,
    });
    check(STABLE, [first, again], same(extract(again, '/subject', SUBJECT)));
    const { email } = endpoint.developer;
    if (email === undefined) {
        skip([BY_EMAIL, SAME_BY_EMAIL], 'the target file names no authlete.developer.email');
        return;
    }
    const byEmail = await endpoint.logIn(endpoint.login({ ...endpoint.developer, id: email }));
    if (!check(BY_EMAIL, byEmail, authenticates)) {
        undecided([SAME_BY_EMAIL], 'the login by e-mail address is not authenticated', BY_EMAIL);
    }
    else if (!hangs([SAME_BY_EMAIL], STABLE)) {
        check(SAME_BY_EMAIL, [first, byEmail], same(extract(byEmail, '/subject', SUBJECT)));
    }
});
export const developers = flow('two developers are told apart', {
    endpoint: 'developer-auth',
    needs: DISCERNS,
    judges: [UNIQUE, OF_ANOTHER, UTF_8],
    skipFact: ({ otherDeveloper }) => (otherDeveloper ? undefined : NO_OTHER),
}, async ({ endpoint, check, hangs, refuses, skip, undecided }) => {
    const { developer, otherDeveloper = developer } = endpoint;
    const own = await endpoint.logIn(endpoint.login());
    const others = await endpoint.logIn(endpoint.login(otherDeveloper));
    if (isAscii(otherDeveloper.id + otherDeveloper.password)) {
        skip([UTF_8], 'authlete.otherDeveloper has neither an id nor a password beyond ASCII');
    }
    else {
        check(UTF_8, others, authenticates);
    }
    const otherLogsIn = authenticates(others).ok;
    const blockedBy = isAscii(otherDeveloper.id + otherDeveloper.password) ? undefined : UTF_8;
    if (!otherLogsIn) {
        undecided([UNIQUE, OF_ANOTHER], 'authlete.otherDeveloper cannot log in; check its id and password', blockedBy);
        return;
    }
    if (![SUBJECT, STABLE].some((id) => hangs([UNIQUE], id))) {
        const [one, other] = [own, others].map((exchange) => valueAt(exchange, '/subject'));
        check(UNIQUE, [own, others], () => ({
            ok: one !== other,
            expected: 'two different subjects',
            actual: `${one} and ${other}`,
        }));
    }
    if (!endpoint.ownAccounts) {
        skip([OF_ANOTHER], 'ownAccounts is not set: one account’s password is not tried on another');
        return;
    }
    await refuses(OF_ANOTHER, {
        given: () => endpoint.login(),
        alter: (body) => ({ ...body, password: otherDeveloper.password }),
        send: endpoint.logIn,
        accepted: authenticates,
    });
});
//# sourceMappingURL=subjects.js.map