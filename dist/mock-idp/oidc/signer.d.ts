import type { KeyObject } from 'node:crypto';
/**
 * Signs by RS256 in a thread of its own. One thread with a queue leaves more of the machine to the one that answers
 * than Node's pool of four does: on two cores it gives more tokens a second (`npm run bench`).
 * Messages are text, since the bytes of a view would be sent with the whole buffer that they lie in.
 */
export declare function createSigner(key: KeyObject): (data: Uint8Array) => Promise<Buffer>;
