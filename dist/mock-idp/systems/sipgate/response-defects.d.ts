import type { KoaContextWithOIDC } from 'oidc-provider';
import type { Endpoint } from '../../oidc/settings.ts';
import { type Memory } from './memory.ts';
/** What faults change in a response before it leaves. */
export declare function distortResponse(ctx: KoaContextWithOIDC, endpoint: Endpoint, memory: Memory): void;
