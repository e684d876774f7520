import { hasHeader, hasStatus } from '../harness/checks/matchers.js';
import { flow } from './api.js';
const METHOD = 'wazo.vendor.method-not-allowed';
const ALLOW = 'wazo.rfc.allow-header';
export const routes = flow('what is not served is refused in order', { endpoint: 'token', judges: [METHOD, ALLOW, 'wazo.vendor.unknown-path'] }, async ({ wazo, check, undecided }) => {
    const got = await wazo.getTokenEndpoint();
    if (check(METHOD, got, hasStatus(405)))
        check(ALLOW, got, hasHeader('Allow', /\bPOST\b/));
    else
        undecided([ALLOW], 'there was no 405 to look at', METHOD);
    check('wazo.vendor.unknown-path', await wazo.getUnknownPath(), hasStatus(404));
});
//# sourceMappingURL=routes.js.map