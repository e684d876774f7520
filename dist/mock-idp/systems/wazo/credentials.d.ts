/** A user name or e-mail address with a password. */
export interface Basic {
    readonly login: string;
    readonly password: string;
}
/** HTTP Basic credentials, in UTF-8 or else Latin-1; none when user or password is empty or the header is damaged. */
export declare function basicIn(header: string): Basic | undefined;
