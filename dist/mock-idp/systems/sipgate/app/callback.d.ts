import * as openid from 'openid-client';
import type { AppSession, Sessions, Tokens } from './sessions.ts';
import type { AppSettings } from './settings.ts';
/** How a login ended. */
export type Ending = 'logged-in' | 'denied' | 'refused' | 'failed' | 'crashed' | 'again';
/** Ends a login with what came back to the redirect URI (steps 2 to 4 of the document). The session has a user only when it is sound. */
export declare function endLogin(callback: URL, session: AppSession, sessions: Sessions, settings: AppSettings): Promise<Ending>;
/** The tokens of a response (step 4 of the document). */
export declare function tokensOf(response: openid.TokenEndpointResponse): Tokens;
