/** What faults do with a token of somebody else: they ask its issuer for the key. */
export declare function foreignKey(issuer: string, kid: string): Promise<import("crypto").webcrypto.CryptoKey | Uint8Array<ArrayBufferLike> | undefined>;
