import { all } from '../harness/checks/matchers.js';
import { flow } from './client-app.js';
import { ASKED, AUTHORIZATION_URL, ID, NONCE, PKCE, S256, STATE } from './client-ids.js';
import { asked, hasParameter, rule } from './client-matchers.js';
import { redirectOf } from './visit.js';
const SECRET = ID('secret-not-in-url');
const STATE_NEW = ID('state-unguessable');
const PKCE_NEW = ID('pkce-fresh');
const NONCE_NEW = ID('nonce-fresh');
export const authorizationRequest = flow('the application sends its user to the realm', {
    endpoint: 'sso-callback',
    judges: [...ASKED, SECRET, STATE, STATE_NEW, PKCE, S256, PKCE_NEW, NONCE, NONCE_NEW],
}, async ({ app, check, undecided, skip }) => {
    const { last: first } = await app.begin(app.stranger());
    const { last: second } = await app.begin(app.stranger());
    const rest = [...ASKED.slice(1), SECRET, STATE, STATE_NEW, PKCE, S256, PKCE_NEW, NONCE, NONCE_NEW];
    const toRealm = rule(`a redirect to ${app.authorizationUrl}`, (exchange) => {
        const to = redirectOf(exchange);
        const actual = to ? `${to.origin}${to.pathname}` : `status ${exchange.response?.status}`;
        return { ok: actual === app.authorizationUrl, actual };
    });
    if (!check(AUTHORIZATION_URL, first, toRealm)) {
        return undecided(rest, 'the user was not sent to the authentication screen', AUTHORIZATION_URL);
    }
    check(ID('authorization-client-id'), first, hasParameter(asked, 'client_id', app.client.id));
    check(ID('authorization-redirect-uri'), first, hasParameter(asked, 'redirect_uri', (value) => URL.canParse(value)));
    check(ID('authorization-scope'), first, hasParameter(asked, 'scope'));
    check(ID('authorization-response-type'), first, hasParameter(asked, 'response_type', 'code'));
    const hidden = rule('no client secret in the URL', (exchange) => {
        const isText = app.secretTells && redirectOf(exchange)?.href.includes(encodeURIComponent(app.client.secret));
        const found = isText || asked(exchange).has('client_secret');
        return { ok: !found, actual: found ? 'client_secret is there' : 'none' };
    });
    check(SECRET, first, hidden);
    /** A parameter that should be there, and then should differ from one login to the next. */
    function sentAndNew(id, idNew, name) {
        const sent = check(id, first, hasParameter(asked, name));
        const before = asked(first).get(name);
        const differs = rule(`another ${name} for another login`, (exchange) => ({
            ok: asked(exchange).get(name) !== before,
            actual: asked(exchange).get(name) === before ? 'the same again' : 'another',
        }));
        if (sent)
            check(idNew, [first, second], all(hasParameter(asked, name), differs));
        else
            undecided([idNew], `no ${name} is sent`, id);
        return sent;
    }
    sentAndNew(STATE, STATE_NEW, 'state');
    if (sentAndNew(PKCE, PKCE_NEW, 'code_challenge')) {
        check(S256, first, hasParameter(asked, 'code_challenge_method', 'S256'));
    }
    else
        undecided([S256], 'no code_challenge is sent', PKCE);
    if (app.openid)
        sentAndNew(NONCE, NONCE_NEW, 'nonce');
    else
        skip([NONCE, NONCE_NEW], 'sipgate.app.openid is false');
});
//# sourceMappingURL=client-request.js.map