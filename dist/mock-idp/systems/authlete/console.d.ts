import type { Context } from 'koa';
import { type LoginAttempt } from './console-call.ts';
import { type Outcome } from './console-outcome.ts';
import type { Service } from './developers.ts';
/** Where the Developer Console is. */
export declare const consolePath = "/authlete/console";
/** Serves the login form and the login: a form for people, JSON for programs. Falls through for other paths. */
export declare function answerConsole(ctx: Context, { service, url }: {
    service: Service;
    url: string;
}): Promise<boolean>;
/** Asks the endpoint whether this developer may log in (section 5), at each login anew. */
export declare const logIn: (attempt: LoginAttempt) => Promise<Outcome>;
