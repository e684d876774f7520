import { type TokenFinding } from '../../frame/system.ts';
import type { Realms } from './realms.ts';
type Request = Readonly<Record<string, unknown>>;
/** Makes a code or a token without a browser, of `{ realm?, type?, client, ... }`. */
export declare function mint(realms: Realms, request: Request): Promise<unknown>;
/** Publishes the keys of `{ realm?, keys }`, of which the first one signs from now on. */
export declare function changeKeys(realms: Realms, request: Request): Promise<unknown>;
/** What a token is in one of the realms that have been asked for something. */
export declare function inspect(token: string, realms: Realms): Promise<TokenFinding | undefined>;
export {};
