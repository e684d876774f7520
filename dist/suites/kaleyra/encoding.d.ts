import { type Exchange } from '../harness/http/exchange.ts';
import type { CustomerTarget } from './api.ts';
/** What is known of a token's encoding (RFC 7515, RFC 7516). */
export interface Decoded {
    /** The algorithm that its header names. */
    readonly algorithm?: string;
    /** Why the key does not decode it. */
    readonly problem?: string;
}
/** Reads a token's header and tries the target's key on it; `keys` is the response with the key set, where there is one. */
export declare function decoded(token: string, algorithm: string, key: CustomerTarget['key'], keys: Exchange | undefined): Promise<Decoded>;
