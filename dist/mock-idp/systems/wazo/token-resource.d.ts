import type { Call } from './service.ts';
/** GET and HEAD /token/{token}: looks a token up; nobody has to be logged in for it. */
export declare function getToken(call: Call): void;
/** DELETE /token/{token}: ends a token; says success whatever there was. */
export declare function deleteToken({ ctx, service, params }: Call): void;
/** POST /token/{token}/scopes/check: which of some accesses a token has. */
export declare function checkScopes(call: Call): void;
