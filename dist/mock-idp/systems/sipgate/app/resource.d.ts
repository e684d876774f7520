import type { AppSession } from './sessions.ts';
import type { AppSettings } from './settings.ts';
/** What the resource answered, or that the user must log in again. */
export type Shown = {
    readonly status: number;
    readonly text: string;
} | 'login-needed';
/** Gets the resource for the session's user with the access token, refreshed when it has expired (steps 4 and 5 of the document). */
export declare function showResource(session: AppSession, settings: AppSettings): Promise<Shown>;
