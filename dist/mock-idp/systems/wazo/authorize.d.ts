import type { User } from './accounts.ts';
import type { Call } from './service.ts';
/** Who makes a request to a guarded resource. */
export interface Caller {
    readonly user: User;
    /** The tenants whose things the caller may see. */
    readonly tenants: ReadonlySet<string>;
    /** The tenant the request is about: the one of `Wazo-Tenant`, or the caller's own. */
    readonly tenant: string;
}
/**
 * Lets a request to a guarded resource through when its X-Auth-Token is a live access token with the required access.
 * Throws the 401 response otherwise (xivo-lib-python, `xivo/http_exceptions.py`).
 */
export declare function authorize(call: Call, required: string): Caller;
