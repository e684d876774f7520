/** The body of POST /token, as the schema of wazo-auth leaves it (`wazo_auth/plugins/http/tokens/schemas.py`). */
export interface TokenRequest {
    /** Seconds. */
    readonly expiration?: number;
    readonly access_type?: 'online' | 'offline';
    readonly client_id?: string;
    readonly refresh_token?: string;
    readonly backend?: string;
    readonly domain_name?: string;
    readonly tenant_id?: string;
    readonly saml_session_id?: string;
}
/** Reads and checks the body of POST /token. Throws the response for a bad one. */
export declare function readTokenRequest(contentType: string): TokenRequest;
