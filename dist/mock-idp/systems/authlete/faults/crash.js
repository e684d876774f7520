import { BadRequest } from '../responses.js';
/** Ends a request as an endpoint that crashes does. */
export function crash() {
    throw new BadRequest({ status: 500, headers: {} });
}
//# sourceMappingURL=crash.js.map