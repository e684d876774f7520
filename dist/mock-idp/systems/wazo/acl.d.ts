/** Who asks: the words `me` and `my_session` in an access stand for these. */
export interface Identity {
    readonly userUuid: string;
    readonly sessionUuid: string;
}
/**
 * Whether an access list grants an access, as xivo-lib-python's `AccessCheck` does (`xivo/auth_verifier.py`):
 * `*` is one word, `#` any number of them, `!` in front denies and goes first.
 */
export declare function grants(acl: readonly string[], required: string, identity: Identity): boolean;
