import type { Context } from 'koa';
import { unsignedJwt } from '../../../oidc/keys.ts';
/** Where a provocation strikes. */
export type Place = 'token' | 'tokeninfo' | 'profile';
type Claims = Record<string, unknown>;
/** Every provocation that can ride on a code. */
export declare const provocations: {
    reject: {
        place: "token";
        does: string;
        response: {
            status: number;
            body: {
                error: string;
                error_description: string;
            };
        };
    };
    'reject-with-200': {
        place: "token";
        does: string;
        response: {
            status: number;
            body: {
                error: string;
            };
        };
    };
    'server-error': {
        place: "token";
        does: string;
        response: {
            status: number;
            body: {
                error: string;
            };
        };
    };
    'not-json': {
        place: "token";
        does: string;
        response: {
            status: number;
            type: string;
            body: string;
        };
    };
    silent: {
        place: "token";
        does: string;
        silent: true;
    };
    slow: {
        place: "token";
        does: string;
        delayMs: number;
    };
    'no-access-token': {
        place: "token";
        does: string;
        change: ({ access_token: _, ...body }: Claims) => {
            [x: string]: unknown;
        };
    };
    'id-token-signature': {
        place: "token";
        does: string;
        idToken: (claims: Claims) => string;
    };
    'id-token-unsigned': {
        place: "token";
        does: string;
        idToken: typeof unsignedJwt;
    };
    'id-token-issuer': {
        place: "token";
        does: string;
        idToken: (claims: Claims) => string;
    };
    'id-token-audience': {
        place: "token";
        does: string;
        idToken: ({ azp: _, ...claims }: Claims) => string;
    };
    'id-token-expired': {
        place: "token";
        does: string;
        idToken: (claims: Claims) => string;
    };
    'profile-refused': {
        place: "profile";
        does: string;
        response: {
            status: number;
            body: {
                error: string;
            };
        };
    };
    'profile-not-json': {
        place: "profile";
        does: string;
        response: {
            status: number;
            type: string;
            body: string;
        };
    };
    'profile-no-identity': {
        place: "profile";
        does: string;
        change: ({ id: _, user_id: _user, organization_id: _organization, ...profile }: Claims) => {
            [x: string]: unknown;
        };
    };
};
export type ProvocationName = keyof typeof provocations;
/** Whether this is the name of a provocation. */
export declare function isProvocation(name: unknown): name is ProvocationName;
/** What a provocation does before there is a true response: true when nothing more is to be done. */
export declare function provokeEarly(ctx: Context, name: ProvocationName | undefined, place: Place): Promise<boolean>;
/** What a provocation makes of a true response. */
export declare function provokeLate(name: ProvocationName | undefined, place: Place, body: Claims): Claims;
export {};
