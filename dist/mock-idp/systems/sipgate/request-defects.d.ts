import type { RealmRequest, RealmSettings } from '../../oidc/settings.ts';
import type { Memory } from './memory.ts';
/** What faults change in a request before oidc-provider sees it. */
export declare function distortRequest(request: RealmRequest, settings: RealmSettings, memory: Memory): Promise<void>;
