import { equals, succeeds } from '../harness/checks/matchers.js';
import { valueAt } from '../harness/http/exchange.js';
import { flow, issuesToken } from './api.js';
import { JWT, LOGIN, TOKEN } from './ids.js';
import { claimOf } from './jwt.js';
const NEW = 'kazoo.refresh.new-token';
const WORKS = 'kazoo.refresh.token-works';
const SAME = 'kazoo.practice.refresh-same-identity';
export const refresh = flow('a token is exchanged for a new one while it is valid', {
    endpoint: 'refresh',
    needs: TOKEN,
    judges: [NEW, WORKS, SAME, 'kazoo.vendor.refresh-keeps-old', 'kazoo.refresh.needs-token'],
}, async ({ kazoo, check, hangs, refuses, extract }) => {
    const login = await kazoo.login(kazoo.user);
    const token = extract(login, '/auth_token', LOGIN);
    const refreshed = await kazoo.refresh(token);
    const fresh = valueAt(refreshed, '/auth_token');
    check(NEW, [login, refreshed], (exchange) => {
        const finding = issuesToken(exchange);
        return fresh === token ? { ...finding, ok: false, actual: 'the token that asked for it' } : finding;
    });
    if (!hangs([WORKS, SAME], NEW)) {
        check(WORKS, [refreshed, await kazoo.useToken(String(fresh))], succeeds);
        if (!hangs([SAME], JWT)) {
            const who = (exchange) => [claimOf(exchange, 'account_id'), claimOf(exchange, 'owner_id')];
            check(SAME, [login, refreshed], equals('account_id and owner_id', who(login), who(refreshed)));
        }
    }
    check('kazoo.vendor.refresh-keeps-old', [refreshed, await kazoo.useToken(token)], succeeds);
    if (hangs(['kazoo.refresh.needs-token'], NEW))
        return;
    const another = extract(await kazoo.login(kazoo.user), '/auth_token', LOGIN);
    await refuses('kazoo.refresh.needs-token', {
        given: () => another,
        alter: () => undefined,
        send: kazoo.refresh,
        accepted: issuesToken,
    });
});
//# sourceMappingURL=refresh.js.map