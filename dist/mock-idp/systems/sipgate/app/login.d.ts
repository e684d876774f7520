import * as openid from 'openid-client';
import type { AppSession } from './sessions.ts';
import type { AppSettings } from './settings.ts';
/** Begins a login: remembers what the callback will be compared with, and gives the URL to send the user to (step 1 of the document). */
export declare function beginLogin(session: AppSession, settings: AppSettings, configuration: openid.Configuration): Promise<URL>;
