import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import type { RealmMemory } from './provider.ts';
import type { RealmSettings } from './settings.ts';
/** What one of the pages is shown with. */
interface Visit {
    readonly provider: Provider;
    readonly settings: RealmSettings;
    readonly memory: RealmMemory;
    readonly req: IncomingMessage;
    readonly res: ServerResponse;
}
/** The login and consent pages: GET shows the one that is due, POST takes its form. */
export declare function interact(visit: Visit): Promise<void>;
export {};
