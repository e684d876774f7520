import { type MockSystem } from '../../frame/system.ts';
/** A mock of wazo-auth: access tokens, refresh tokens and what lies around them. */
export declare const system: MockSystem;
