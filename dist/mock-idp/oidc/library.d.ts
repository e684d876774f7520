export type Library = typeof import('oidc-provider');
/** oidc-provider, imported at first use; it warns of Node 20, on which this project tests it. */
export declare function oidcProvider(): Promise<Library>;
/** The API that all scopes but `openid` are about. */
export declare const apiResource = "urn:tollgate:api";
/** A UUID that stands for a text, always the same. */
export declare function uuidOf(text: string): string;
