/** PEM texts. */
export interface Authority {
    readonly key: string;
    readonly cert: string;
}
/**
 * The certificate authority of this process's HTTPS receivers, for `localhost` alone.
 * Made anew in each process when the first one is needed (0.1 s to 0.4 s), so nobody can lose its key.
 * Receivers trust what it signed: its own pair serves as the client certificate.
 */
export declare function authority(): Promise<Authority>;
