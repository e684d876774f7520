import { type Success } from './responses.ts';
import type { Call } from './service.ts';
/** PUT /v2/auth/callback: what a provider gave to a user's browser becomes a token. */
export declare function putCallback({ ctx, service, envelope: { data } }: Call): Promise<Success>;
