import type { BasicPair, Service } from './developers.ts';
import { type Reason } from './responses.ts';
/** Throws the 401 response unless the caller shows the service's Basic credentials (section 4; RFC 7617), where it has any. */
export declare const checkCaller: (authorization: string, { basic }: Service) => void;
/** What is wrong with an Authorization header; nothing where it shows API key and API secret. */
export declare const whyNotTheCaller: (authorization: string, basic: BasicPair) => Reason | undefined;
/** Name and password, split at the first colon (RFC 7617 section 2); none when the header is damaged. */
export declare const credentialsIn: (authorization: string) => BasicPair | undefined;
